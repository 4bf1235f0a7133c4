package org.camelquickbooks.flow.engine;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.camelquickbooks.QuickBooksConstants;

/** Brings what was written down to the endpoint that writes: word for word, under the request id of the attempt. */
final class Send implements Processor {

    /** The property of an exchange for the field by which an upsert finds what is there. */
    static final String KEY = "CamelQuickBooksFlowKeyField";

    /** The property of an exchange for what is done: create, update or upsert. */
    static final String OPERATION = "CamelQuickBooksFlowOperation";

    @Override
    public void process(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        Plan plan = work.entry().plan();
        exchange.setProperty(KEY, plan.keyField());
        exchange.setProperty(OPERATION, plan.operation());
        Message message = exchange.getMessage();
        message.removeHeader(QuickBooksConstants.ENTITY_ID);
        message.removeHeader(QuickBooksConstants.SYNC_TOKEN);
        message.setHeader(QuickBooksConstants.REALM_ID, work.key().company());
        message.setHeader(QuickBooksConstants.ENTITY, plan.entity());
        message.setHeader(QuickBooksConstants.REQUEST_ID, work.entry().requestId());
        message.setBody(plan.body());
        work.sending(true);
    }
}
