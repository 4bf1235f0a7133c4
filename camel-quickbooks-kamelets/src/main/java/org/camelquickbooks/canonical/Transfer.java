package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.model.Json;

/** A journal entry that moves an amount from one account to another. */
public final class Transfer {

    private Transfer() {}

    /**
     * The entry.
     *
     * @param debit the Id of the account that is debited, in the first line
     * @param credit the Id of the account that is credited, in the second
     */
    public static ObjectNode entry(String date, String note, JsonNode amount, String debit, String credit) {
        ObjectNode entry = Json.object().put("TxnDate", date).put("PrivateNote", note);
        ArrayNode lines = entry.putArray("Line");
        line(lines, amount, "Debit", debit);
        line(lines, amount, "Credit", credit);
        return entry;
    }

    private static void line(ArrayNode lines, JsonNode amount, String side, String account) {
        ObjectNode line = lines.addObject();
        line.set("Amount", amount);
        line.put("DetailType", "JournalEntryLineDetail")
                .putObject("JournalEntryLineDetail")
                .put("PostingType", side)
                .putObject("AccountRef")
                .put("value", account);
    }
}
