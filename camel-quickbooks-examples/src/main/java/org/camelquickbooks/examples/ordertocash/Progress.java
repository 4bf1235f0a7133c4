package org.camelquickbooks.examples.ordertocash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.disk.AtomicFile;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.model.Json;

/** How far the flows are, as their journal knows it: also what a process did that is no more. */
final class Progress {

    static final List<String> FLOWS = List.of("items", "invoice", "payment");

    private final CamelContext context;

    Progress(CamelContext context) {
        this.context = context;
    }

    /** Tells it to the process that shows it. */
    void write(Path work) throws IOException {
        String company = context.getComponent("quickbooks", QuickBooksComponent.class)
                .getConfiguration()
                .getRealmId();
        ObjectNode progress = Json.object();
        for (String flow : FLOWS) {
            Map<FlowState, Integer> counts = new EnumMap<>(FlowState.class);
            Journals.of(context).forEach(flow, company, entry -> counts.merge(entry.state(), 1, Integer::sum));
            progress.putObject(flow)
                    .put("done", counts.getOrDefault(FlowState.DONE, 0))
                    .put("refused", counts.getOrDefault(FlowState.REFUSED, 0));
        }
        AtomicFile.replace(work.resolve("progress.json"), progress.toString());
    }
}
