package org.camelquickbooks.tools.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.tools.definition.Tool;
import org.camelquickbooks.tools.definition.ToolAnswer;
import org.camelquickbooks.tools.definition.ToolArguments;
import org.camelquickbooks.tools.definition.ToolException;
import org.camelquickbooks.tools.definition.ToolField;

/** A document by its number, with its lines. */
final class DocumentTool implements Tool {

    static final List<String> TYPES = List.of(
            "Invoice",
            "SalesReceipt",
            "Estimate",
            "CreditMemo",
            "RefundReceipt",
            "Bill",
            "PurchaseOrder",
            "VendorCredit",
            "JournalEntry");

    private static final int MOST_LINES = 50;

    private static final Columns HEADER = Columns.of(
            "Id",
            "DocNumber",
            "TxnDate",
            "DueDate",
            "customer=CustomerRef/name",
            "vendor=VendorRef/name",
            "currency=CurrencyRef/value",
            "TotalAmt",
            "Balance",
            "TxnStatus",
            "EmailStatus",
            "PrivateNote",
            "memo=CustomerMemo/value");
    private static final Columns LINE = Columns.of(
            "Description",
            "Amount",
            "item=SalesItemLineDetail/ItemRef/name",
            "quantity=SalesItemLineDetail/Qty",
            "unitPrice=SalesItemLineDetail/UnitPrice",
            "purchasedItem=ItemBasedExpenseLineDetail/ItemRef/name",
            "account=AccountBasedExpenseLineDetail/AccountRef/name",
            "journalAccount=JournalEntryLineDetail/AccountRef/name",
            "posting=JournalEntryLineDetail/PostingType");

    private final Books books;

    DocumentTool(Books books) {
        this.books = books;
    }

    @Override
    public String name() {
        return "get_document";
    }

    @Override
    public String title() {
        return "Document by number";
    }

    @Override
    public String description() {
        return "Reads one document, such as an invoice, a bill or an estimate, by the number that is printed on it: date, "
                + "customer or vendor, total, open balance and lines.";
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.word("type", "The type of the document.", TYPES).mandatory(),
                ToolField.text("number", "The number of the document, exactly.").mandatory());
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public ToolAnswer call(ToolArguments arguments) {
        List<JsonNode> found = books.query(
                "SELECT * FROM " + arguments.text("type") + " WHERE DocNumber = :number MAXRESULTS 2",
                Map.of("number", arguments.text("number")));
        if (found.isEmpty()) {
            throw new ToolException(
                    "number",
                    arguments.text("number"),
                    "There is no " + arguments.text("type") + " with the number '" + arguments.text("number") + "'",
                    "Check the type and the number; open_invoices lists the numbers of invoices that are not paid");
        }
        ObjectNode document = HEADER.of(found.get(0));
        ArrayNode lines = document.putArray("lines");
        for (JsonNode line : found.get(0).path("Line")) {
            if (lines.size() < MOST_LINES
                    && !"SubTotalLineDetail".equals(line.path("DetailType").asText())) {
                lines.add(LINE.of(line));
            }
        }
        document.put("moreLines", found.get(0).path("Line").size() > MOST_LINES + 1);
        if (found.size() > 1) {
            document.put("warning", "Several documents have this number; this is one of them");
        }
        return ToolAnswer.of(document);
    }
}
