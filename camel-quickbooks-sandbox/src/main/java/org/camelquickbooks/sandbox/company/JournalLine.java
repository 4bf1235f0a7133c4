package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.json.Json;

/**
 * A line of a company's journal: one change.
 *
 * @param requestId the id under which its answer is remembered, or null
 */
record JournalLine(Instant time, List<Changed> changes, List<ObjectNode> letters, String requestId, byte[] answer) {

    /**
     * An object and what became of it; no entity means deleted.
     *
     * @param booked what it posts, or null where the line does not say
     */
    record Changed(String type, String id, ObjectNode entity, byte[] json, Comparable<?>[] values, Booked booked) {

        static Changed of(String type, String id, ObjectNode entity, byte[] json, Booked booked) {
            Comparable<?>[] values =
                    entity == null ? null : Catalogue.get().type(type).values(entity);
            return new Changed(type, id, entity, json, values, booked);
        }
    }

    /** Entities are read from the middle of a line: more follows. */
    private static final ObjectReader READER =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        text(out, "{\"t\":" + time.toEpochMilli() + ",\"c\":[");
        String comma = "";
        for (Changed change : changes) {
            text(out, comma + "[\"" + change.type + "\",\"" + change.id + "\"");
            if (change.json != null) {
                text(out, ",");
                out.writeBytes(change.json);
                text(out, ",");
                JournalEntries.write(out, change.booked);
            }
            text(out, "]");
            comma = ",";
        }
        text(out, "]");
        if (!letters.isEmpty()) {
            text(out, ",\"m\":");
            out.writeBytes(Json.bytes(Json.array().addAll(letters)));
        }
        if (requestId != null) {
            text(out, ",\"r\":" + Json.object().textNode(requestId) + ",\"a\":");
            out.writeBytes(answer);
        }
        text(out, "}");
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a line in one pass; the bytes of entities and answers are taken as they stand in it. */
    static JournalLine read(byte[] line) {
        try (JsonParser parser = READER.createParser(line)) {
            Instant time = Instant.EPOCH;
            List<Changed> changes = new ArrayList<>();
            List<ObjectNode> letters = new ArrayList<>();
            String requestId = null;
            byte[] answer = null;
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "t" -> time = Instant.ofEpochMilli(parser.getLongValue());
                    case "c" -> {
                        while (parser.nextToken() == JsonToken.START_ARRAY) {
                            changes.add(change(parser, line));
                        }
                    }
                    case "m" -> {
                        JsonNode list = READER.readTree(parser);
                        list.forEach(letter -> letters.add((ObjectNode) letter));
                    }
                    case "r" -> requestId = parser.getText();
                    default -> {
                        int start = (int) parser.currentTokenLocation().getByteOffset();
                        if (value.isStructStart()) {
                            parser.skipChildren();
                        } else {
                            parser.getText();
                        }
                        answer = Arrays.copyOfRange(
                                line, start, (int) parser.currentLocation().getByteOffset());
                    }
                }
            }
            return new JournalLine(time, changes, letters, requestId, answer);
        } catch (IOException e) {
            throw new UncheckedIOException("A line of the journal cannot be read", e);
        }
    }

    private static Changed change(JsonParser parser, byte[] line) throws IOException {
        parser.nextToken();
        String type = parser.getText();
        parser.nextToken();
        String id = parser.getText();
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return Changed.of(type, id, null, null, null);
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        ObjectNode entity = (ObjectNode) READER.readTree(parser);
        byte[] json =
                Arrays.copyOfRange(line, start, (int) parser.currentLocation().getByteOffset());
        Booked booked = null;
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            booked = JournalEntries.read(READER.readTree(parser), new Change.Target(type, id).key());
            parser.nextToken();
        }
        return Changed.of(type, id, entity, json, booked);
    }
}
