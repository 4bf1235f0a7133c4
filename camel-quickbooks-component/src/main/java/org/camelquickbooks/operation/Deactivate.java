package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.Json;

/** Makes an entry of a list inactive: the way QuickBooks deletes these. */
final class Deactivate implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        return Conflicts.settleById(call, (id, version) -> {
            ObjectNode change = Json.object()
                    .put("Id", id)
                    .put("SyncToken", version)
                    .put("sparse", true)
                    .put("Active", false);
            return EntityWrite.update(call, change);
        });
    }
}
