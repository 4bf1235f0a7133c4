package org.camelquickbooks.operation;

import java.util.concurrent.CompletionStage;

/** An operation of an endpoint. */
@FunctionalInterface
public interface Operation {

    /** Done when QuickBooks has answered; fails with what is to be the exchange's exception. */
    CompletionStage<OperationResult> run(Call call) throws Exception;
}
