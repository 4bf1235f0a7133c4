package org.camelquickbooks.sandbox.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** The PDF of a document. */
public final class PdfDocument implements AutoCloseable {

    private static final float LEFT = 56;
    private static final float RIGHT = 540;
    private static final float TOP = 740;
    private static final float BOTTOM = 60;
    private static final float LINE = 16;

    private final PDDocument document = new PDDocument();
    private final PDFont plain = new PDType1Font(FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
    private PDPageContentStream page;
    private float y;

    private PdfDocument() {}

    public static byte[] of(Company company, EntityType type, String id) {
        if (!type.allows('P')) {
            throw QuickBooksFault.unsupportedOperation("pdf for " + type.name());
        }
        JsonNode entity = company.read(() -> company.find(type.name(), id));
        if (entity == null) {
            throw QuickBooksFault.notFound(type.name(), id);
        }
        try (PdfDocument pdf = new PdfDocument()) {
            return pdf.write(company, type, entity);
        } catch (IOException e) {
            throw new UncheckedIOException("The PDF of " + type.name() + " " + id + " cannot be made", e);
        }
    }

    private byte[] write(Company company, EntityType type, JsonNode entity) throws IOException {
        newPage();
        text(bold, 18, LEFT, company.profile().name());
        y -= 2 * LINE;
        String number = Json.text(entity, "DocNumber");
        text(bold, 14, LEFT, title(type.name()) + (number == null ? "" : " " + number));
        y -= LINE;
        field("Date", Json.text(entity, "TxnDate"));
        field("Due date", Json.text(entity, "DueDate"));
        field("Customer", Json.text(entity, "CustomerRef.name"));
        field("Vendor", Json.text(entity, "VendorRef.name"));
        field("Payment no.", Json.text(entity, "PaymentRefNum"));
        y -= LINE;
        for (JsonNode line : entity.path("Line")) {
            line(line);
        }
        y -= LINE / 2;
        amount("Tax", Json.text(entity, "TxnTaxDetail.TotalTax"));
        amount("Total", Json.text(entity, "TotalAmt"));
        amount("Balance due", Json.text(entity, "Balance"));
        field("", Json.text(entity, "CustomerMemo.value"));
        page.close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    private static String title(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }

    private void newPage() throws IOException {
        if (page != null) {
            page.close();
        }
        PDPage sheet = new PDPage(PDRectangle.LETTER);
        document.addPage(sheet);
        page = new PDPageContentStream(document, sheet);
        y = TOP;
    }

    private void field(String name, String value) throws IOException {
        if (value != null) {
            y -= LINE;
            text(plain, 10, LEFT, name.isEmpty() ? value : name + ": " + value);
        }
    }

    private void line(JsonNode line) throws IOException {
        y -= LINE;
        if (y < BOTTOM) {
            newPage();
        }
        String detail = Json.text(line, "DetailType");
        String item = Json.text(line, detail + ".ItemRef.name");
        String description = Json.text(line, "Description");
        String quantity = Json.text(line, detail + ".Qty");
        String label = item == null ? "" : item;
        if (description != null) {
            label = label.isEmpty() ? description : label + " - " + description;
        }
        if ("SubTotalLineDetail".equals(detail)) {
            label = "Subtotal";
        }
        text(plain, 10, LEFT, (quantity == null ? "" : quantity + " x ") + label);
        right(plain, Json.text(line, "Amount"));
    }

    private void amount(String name, String value) throws IOException {
        if (value != null) {
            y -= LINE;
            text(bold, 10, RIGHT - 180, name);
            right(bold, value);
        }
    }

    private void right(PDFont font, String value) throws IOException {
        if (value != null) {
            text(font, 10, RIGHT - font.getStringWidth(printable(value)) / 100, value);
        }
    }

    private void text(PDFont font, float size, float x, String value) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, y);
        page.showText(printable(value));
        page.endText();
    }

    /** The standard fonts of PDF have the letters of Western Europe only; others become question marks. */
    private static String printable(String value) {
        String line = value.replaceAll("\\s+", " ");
        StringBuilder shown = new StringBuilder();
        line.codePoints()
                .limit(90)
                .forEach(c -> shown.append(c >= ' ' && c < 127 || c > 160 && c < 256 ? (char) c : '?'));
        return shown.toString();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
