package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.Json;

/** A dead letter that is sent again unchanged: the message in it, for its company. */
public final class SentAgain {

    private SentAgain() {}

    /** Puts the message of a dead letter in the place of the letter; leaves everything else as it is. */
    public static void open(Exchange exchange, String flow, String realmId) {
        Message in = exchange.getMessage();
        Object body = in.getBody();
        JsonNode letter = TakeIn.json(
                body instanceof byte[]
                                || body instanceof java.io.InputStream
                                || body instanceof org.apache.camel.WrappedFile
                        ? in.getBody(String.class)
                        : body instanceof java.util.Map<?, ?> ? Json.EXACT.valueToTree(body) : body);
        if (letter == null || !letter.has("flow") || !letter.has("reason") || !letter.has("original")) {
            return;
        }
        String theirs = letter.path("flow").asText();
        if (!theirs.equals(flow)) {
            throw new IllegalArgumentException("The dead letter belongs to the flow '" + theirs
                    + "', and this is the flow '" + flow + "'; send it to the input of that flow");
        }
        JsonNode original = letter.path("original");
        exchange.setProperty("CamelQuickBooksFlowOriginal", original.isTextual() ? original.asText() : original);
        in.setBody(
                original.isTextual()
                        ? original.asText()
                        : original instanceof ObjectNode ? original : original.toString());
        String company = Json.text(letter, "company");
        if (company == null || company.isEmpty()) {
            return;
        }
        String header = in.getHeader(QuickBooksConstants.REALM_ID, String.class);
        String meant = realmId != null ? realmId : header;
        if (meant != null && !meant.isBlank() && !meant.equals(company)) {
            throw new IllegalArgumentException("The dead letter is for company " + company + ", and the "
                    + (realmId != null ? "flow" : "header " + QuickBooksConstants.REALM_ID) + " says " + meant
                    + "; send it to the flow of its company");
        }
        in.setHeader(QuickBooksConstants.REALM_ID, company);
    }
}
