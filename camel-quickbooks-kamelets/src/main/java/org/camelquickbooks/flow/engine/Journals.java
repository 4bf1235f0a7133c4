package org.camelquickbooks.flow.engine;

import java.time.Instant;
import org.apache.camel.CamelContext;
import org.camelquickbooks.QuickBooksComponent;

/** The journal of a Camel context: in the state database of its QuickBooks component. */
public final class Journals {

    private static final String NAME = "quickbooks-flow-journal";

    /** A journal, and the runtime whose state database it is in: a component that was started again has another. */
    private record Known(Object runtime, Journal journal) {}

    private Journals() {}

    /** The journal. */
    public static Journal of(CamelContext context) {
        QuickBooksComponent component = component(context);
        Object runtime = component.runtime();
        Known known = context.getRegistry().lookupByNameAndType(NAME, Known.class);
        if (known != null && known.runtime() == runtime) {
            return known.journal();
        }
        synchronized (context) {
            Known again = context.getRegistry().lookupByNameAndType(NAME, Known.class);
            if (again != null && again.runtime() == runtime) {
                return again.journal();
            }
            Journal journal = new Journal(component.runtime().state(), () -> now(context));
            context.getRegistry().bind(NAME, Known.class, new Known(runtime, journal));
            return journal;
        }
    }

    public static Instant now(CamelContext context) {
        return component(context).runtime().time().now();
    }

    public static QuickBooksComponent component(CamelContext context) {
        return context.getComponent("quickbooks", QuickBooksComponent.class);
    }
}
