package org.camelquickbooks.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.camelquickbooks.canonical.Balance;
import org.camelquickbooks.flow.engine.JsonStep;

/**
 * Refuses a journal entry whose debits and credits differ, before QuickBooks does. The error names the difference.
 */
public final class BalancedEntry extends JsonStep {

    @Override
    public void process(Exchange exchange, JsonNode entry) {
        exchange.getMessage().setBody(Balance.checked(entry));
    }
}
