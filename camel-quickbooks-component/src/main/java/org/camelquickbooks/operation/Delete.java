package org.camelquickbooks.operation;

import java.util.concurrent.CompletionStage;

/** Deletes a transaction. */
final class Delete implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        return Conflicts.settleById(call, (id, version) -> EntityWrite.delete(call, id, version));
    }
}
