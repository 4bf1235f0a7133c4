package org.camelquickbooks.tools.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.model.RequestIdUsedException;
import org.camelquickbooks.tools.definition.ToolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The books of the company, through the component, with its limits, retries and recorded writes. */
public final class Books {

    private static final Logger LOG = LoggerFactory.getLogger(Books.class);

    private final ProducerTemplate template;
    private final String scheme;
    private final String realmId;

    /**
     * @param scheme of the component
     * @param realmId null for the component's default
     */
    public Books(ProducerTemplate template, String scheme, String realmId) {
        this.template = template;
        this.scheme = scheme;
        this.realmId = realmId;
    }

    /** @param values of the statement's parameters, which the component quotes */
    public List<JsonNode> query(String statement, Map<String, ?> values) {
        Exchange exchange = send(
                scheme + ":query?paging=offset",
                null,
                Map.of(QuickBooksConstants.QUERY, statement, QuickBooksConstants.QUERY_PARAMETERS, values));
        List<JsonNode> rows = new ArrayList<>();
        exchange.getMessage().getBody(JsonNode.class).forEach(rows::add);
        return rows;
    }

    /** The rows of a report, typed. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> report(String name, Map<String, String> parameters) {
        Exchange exchange = send(
                scheme + ":report/" + name + "?flatten=true", null, Map.of(QuickBooksConstants.PARAMETERS, parameters));
        return exchange.getMessage().getBody(List.class);
    }

    /**
     * Creates an entity once for a request id, also after a crash.
     *
     * @throws RequestIdUsedException if the id was used for another write
     */
    public JsonNode create(String entity, ObjectNode body, String requestId) {
        Exchange exchange = sent(scheme + ":create/" + entity, body, Map.of(QuickBooksConstants.REQUEST_ID, requestId));
        if (exchange.getException() instanceof RequestIdUsedException used) {
            throw used;
        }
        if (exchange.getException() != null) {
            throw told(
                    exchange.getException(),
                    "; the write may be in the books, so do not choose another idempotencyKey");
        }
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private Exchange send(String uri, Object body, Map<String, ?> headers) {
        Exchange exchange = sent(uri, body, headers);
        if (exchange.getException() != null) {
            throw told(exchange.getException(), "");
        }
        return exchange;
    }

    private Exchange sent(String uri, Object body, Map<String, ?> headers) {
        return template.send(uri, e -> {
            e.getMessage().setBody(body);
            headers.forEach(e.getMessage()::setHeader);
            if (realmId != null) {
                e.getMessage().setHeader(QuickBooksConstants.REALM_ID, realmId);
            }
        });
    }

    private static ToolException told(Exception failure, String unknown) {
        if (failure instanceof ToolException told) {
            return told;
        }
        String fix;
        if (failure instanceof QuickBooksThrottledException) {
            fix = "Wait a minute, then repeat the call unchanged";
        } else if (failure instanceof QuickBooksAuthenticationException) {
            fix = "The arguments are not the cause: a person has to connect this application with the company";
        } else if (failure instanceof QuickBooksUnavailableException) {
            fix = "Repeat the call unchanged, a write with the same idempotencyKey: it is not done twice";
        } else if (failure instanceof QuickBooksException || failure instanceof IllegalArgumentException) {
            fix = "Correct what QuickBooks says about the arguments, and call again";
        } else {
            LOG.warn("A tool failed", failure);
            return new ToolException(
                    null,
                    null,
                    "The call failed inside this application",
                    "Inform a person; the log has the reason" + unknown);
        }
        String problem = failure instanceof QuickBooksException fault ? fault.summary() : failure.getMessage();
        return new ToolException(null, null, problem, fix);
    }
}
