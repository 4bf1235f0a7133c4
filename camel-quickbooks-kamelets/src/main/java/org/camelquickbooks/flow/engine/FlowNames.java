package org.camelquickbooks.flow.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;

/** The names of the flows that run in a Camel context. */
public final class FlowNames {

    private static final String NAME = "quickbooks-flow-names";

    private final Map<String, List<Boolean>> running = new HashMap<>();

    private FlowNames() {}

    public static FlowNames of(CamelContext context) {
        synchronized (context) {
            FlowNames known = context.getRegistry().lookupByNameAndType(NAME, FlowNames.class);
            if (known == null) {
                known = new FlowNames();
                context.getRegistry().bind(NAME, FlowNames.class, known);
            }
            return known;
        }
    }

    /** @throws IllegalArgumentException where two flows have one name and nobody gave it to them: their ids would mix */
    synchronized void add(String flow, boolean byDefault) {
        List<Boolean> others = running.computeIfAbsent(flow, name -> new ArrayList<>());
        if (byDefault && others.contains(true)) {
            throw new IllegalArgumentException("Two flows have the name '" + flow
                    + "', the default of their template, so the journal could not distinguish their messages. Set "
                    + "the parameter name of one of them");
        }
        others.add(byDefault);
    }

    synchronized void remove(String flow) {
        List<Boolean> all = running.get(flow);
        if (all != null) {
            all.remove(all.size() - 1);
            if (all.isEmpty()) {
                running.remove(flow);
            }
        }
    }

    /** All of them. */
    public synchronized Set<String> all() {
        return new TreeSet<>(running.keySet());
    }
}
