package org.camelquickbooks.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.camelquickbooks.sandbox.catalogue.EntityType;

/** Requests as bytes, that no JSON library would write: numbers, names, dates and bodies that were answered with 500 once. */
final class RawRequests {

    /**
     * One request.
     *
     * @param path of the server where it begins with a slash, else of the company
     * @param headers names and values in turn
     */
    record Raw(String method, String path, byte[] body, String... headers) {

        @Override
        public String toString() {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            return method + " " + path + " " + Arrays.toString(headers) + " "
                    + text.substring(0, Math.min(300, text.length()));
        }
    }

    private static final String JSON = "application/json";

    private static final List<String> NUMBERS = List.of(
            "1e2147483648",
            "-1e2147483648",
            "1e-2147483648",
            "1e1000000",
            "0e1000000",
            "1e99999999999999999999",
            "NaN",
            "-Infinity",
            "+1",
            "01",
            "1.",
            ".5",
            "0x10",
            "9".repeat(41),
            "9".repeat(5_000),
            "0." + "0".repeat(21) + "1");

    private static final List<String> DATES = List.of(
            "-999999999-01-01",
            "%2B999999999-12-31",
            "999999999-01-01",
            "0000-00-00",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "2026-02-30",
            "2026-13-01",
            "1e2147483648",
            "null",
            "%00",
            "%7B%7D",
            "2026-01-01T00:00:00Z",
            "x".repeat(2_000));

    private static final List<String> REPORTS = List.of(
            "ProfitAndLoss",
            "BalanceSheet",
            "AgedReceivables",
            "AgedPayableDetail",
            "GeneralLedger",
            "TransactionList",
            "TrialBalance",
            "CashFlow",
            "InventoryValuationSummary");

    private static final List<String> CLOCKS = List.of(
            "{\"now\":{}}",
            "{\"now\":{\"a\":1}}",
            "{\"now\":[]}",
            "{\"now\":null}",
            "{\"now\":true}",
            "{\"now\":1e2147483648}",
            "{\"now\":\"+1000000000-12-31T23:59:59Z\"}",
            "{\"now\":\"-1000000000-01-01T00:00:00Z\"}",
            "{\"advance\":{}}",
            "{\"advance\":\"PT9223372036854775807S\"}",
            "{\"advance\":1e2147483648}",
            "{\"rate\":1e2147483648}",
            "{\"rate\":{}}",
            "{\"rate\":\"x\"}",
            "[]",
            "1",
            "{",
            "\u0000");

    private static final List<String> MALFORMED = List.of(
            "",
            "{",
            "}",
            "[",
            "[]",
            "null",
            "1",
            "\"x\"",
            "{}{}",
            "{\"Id\":\"1\",\"Id\":\"2\"}",
            "{\"Id\":{\"Id\":[]}}",
            "{'Id':1}",
            "{\"Id\":\"\\ud800\"}",
            "{\"Id\":\"\\u0000\"}",
            "{\"a\":".repeat(20_000),
            "[".repeat(100_000),
            "\u0000\u0000\u0000\u0000\u00ae",
            "\u00ff\u00fe{\u0000}\u0000",
            "\u00ef\u00bb\u00bf{}",
            "{\"DisplayName\":\"\u00ff\u00fe\"}",
            "<Customer/>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><Customer><DisplayName>&b;</DisplayName></Customer>",
            "<Customer>" + "<A>".repeat(50_000),
            "select * from Customer where DisplayName like '" + "%a".repeat(400) + "%b'",
            "--b\r\n\r\n--b--");

    private static final List<String> TYPES = List.of(
            JSON,
            JSON + ";charset=utf-16",
            JSON + ";charset=nonsense",
            "application/xml",
            "application/text",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "multipart/form-data; boundary=\"\"",
            "x");

    private final Random random;

    RawRequests(long seed) {
        this.random = new Random(seed);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    Raw next(EntityType type) {
        return switch (random.nextInt(8)) {
            case 0 -> json(type.path(), "{\"" + field(type) + "\":" + any(NUMBERS) + "}");
            case 1 ->
                json(
                        "batch",
                        "{\"BatchItemRequest\":[{\"bId\":" + any(NUMBERS) + ",\"operation\":\"create\",\""
                                + type.name() + "\":{\"" + field(type) + "\":" + any(NUMBERS)
                                + "}},{\"bId\":{},\"Query\":"
                                + any(List.of("1", "{}", "null", "\"select * from " + type.name() + "\"")) + "}]}");
            case 2 -> upload();
            case 3 -> new Raw("PUT", "/admin/clock", bytes(any(CLOCKS)), "Content-Type", JSON);
            case 4 -> report();
            case 5 -> query(type);
            case 6 -> packed(type);
            default ->
                new Raw(
                        "POST",
                        any(List.of(type.path(), "batch", "upload", "query", type.path() + "?operation=delete")),
                        bytes(any(MALFORMED)),
                        "Content-Type",
                        any(TYPES));
        };
    }

    private String field(EntityType type) {
        List<String> fields = List.copyOf(type.shape().fields().keySet());
        return fields.isEmpty() ? "Id" : any(fields);
    }

    private static Raw json(String path, String body) {
        return new Raw("POST", path, bytes(body), "Content-Type", JSON);
    }

    private Raw upload() {
        String name = any(List.of(
                "x".repeat(20_000),
                "\\\"".repeat(10_000),
                "../../../etc/passwd",
                "\u0000",
                "",
                "a\"; filename=\"b",
                "=?utf-8?b?" + "A".repeat(20_000) + "?="));
        String json = any(List.of(
                "{\"FileName\":\"" + "x".repeat(20_000) + "\"}",
                "{\"FileName\":{}}",
                "{\"FileName\":1e2147483648}",
                "{\"AttachableRef\":1}",
                "{",
                ""));
        return new Raw(
                "POST",
                "upload",
                bytes(
                        "--b\r\nContent-Disposition: form-data; name=\"file_metadata_01\"\r\nContent-Type: application/json"
                                + "\r\n\r\n" + json
                                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file_content_01\";"
                                + " filename=\"" + name + "\"\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n"),
                "Content-Type",
                "multipart/form-data; boundary=b");
    }

    private Raw report() {
        return get("reports/" + any(REPORTS) + "?"
                + any(List.of(
                        "start_date",
                        "end_date",
                        "report_date",
                        "as_of_date",
                        "aging_period",
                        "num_periods",
                        "duedate",
                        "columns",
                        "summarize_column_by"))
                + "=" + any(DATES) + "&end_date=" + any(DATES) + "&summarize_column_by="
                + any(List.of("Month", "Week", "Days", "Customers", "Total", "")));
    }

    private Raw query(EntityType type) {
        return get("query?query="
                + Client.encode("select * from " + type.name() + " where " + field(type)
                        + any(List.of(" = ", " > ", " like ", " in ", " < ")) + any(NUMBERS)
                        + any(List.of("", " startposition ", " maxresults ", " orderby ")) + any(NUMBERS)));
    }

    private static Raw get(String path) {
        return new Raw("GET", path, new byte[0]);
    }

    /** Not packed at all, cut, or packed once too often. */
    private Raw packed(EntityType type) {
        byte[] packed = gzip(gzip(bytes(any(MALFORMED))));
        byte[] body =
                random.nextBoolean() ? bytes(any(MALFORMED)) : Arrays.copyOf(packed, random.nextInt(packed.length + 1));
        return new Raw("POST", type.path(), body, "Content-Type", JSON, "Content-Encoding", "gzip");
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
