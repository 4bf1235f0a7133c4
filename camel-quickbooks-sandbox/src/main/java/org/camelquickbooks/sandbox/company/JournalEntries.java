package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Movement;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Settled;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/**
 * Entries in the journal: 0 for one that stays as it was, null for none, or the lines. A journal that holds what was
 * posted gives the same books whatever the rules of posting have become since.
 */
final class JournalEntries {

    private static final Side[] SIDES = Side.values();

    private JournalEntries() {}

    static void write(ByteArrayOutputStream out, Booked booked) {
        if (booked == Booked.AS_BEFORE) {
            out.write('0');
        } else if (booked == null || booked.entry() == null) {
            out.writeBytes(new byte[] {'n', 'u', 'l', 'l'});
        } else {
            try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out)) {
                write(json, booked.entry());
            } catch (IOException e) {
                throw new UncheckedIOException("An entry cannot be written", e);
            }
        }
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("d", entry.date().toString());
        put(json, "n", entry.number());
        if (entry.party() != null) {
            json.writeFieldName("p");
            party(json, entry.party());
        }
        json.writeArrayFieldStart("l");
        for (Posting p : entry.postings()) {
            json.writeStartArray();
            json.writeString(p.account());
            json.writeNumber(p.home());
            json.writeNumber(p.foreign());
            json.writeNumber(p.side().ordinal());
            tags(json, p.tags());
            if (p.settles() != null) {
                json.writeString(p.settles().entry().type());
                json.writeString(p.settles().entry().id().text());
                json.writeString(p.settles().line());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        if (!entry.movements().isEmpty()) {
            json.writeArrayFieldStart("m");
            for (Movement m : entry.movements()) {
                json.writeStartArray();
                json.writeString(m.item());
                json.writeNumber(m.quantity());
                json.writeNumber(m.cost());
                json.writeString(m.asset());
                json.writeString(m.offset());
                json.writeNumber(m.fallback());
                json.writeString(m.line());
                tags(json, m.tags());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void party(JsonGenerator json, Party party) throws IOException {
        json.writeStartArray();
        json.writeString(party.type());
        json.writeString(party.id());
        json.writeEndArray();
    }

    private static void tags(JsonGenerator json, Tags tags) throws IOException {
        json.writeStartObject();
        if (tags.party() != null) {
            json.writeFieldName("p");
            party(json, tags.party());
        }
        put(json, "c", tags.classId());
        put(json, "d", tags.departmentId());
        put(json, "i", tags.itemId());
        put(json, "m", tags.memo());
        put(json, "u", tags.customerId());
        if (tags.quantity() != null) {
            json.writeNumberField("q", tags.quantity());
        }
        json.writeEndObject();
    }

    private static void put(JsonGenerator json, String field, String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    /** What a line of the journal says was booked. */
    static Booked read(JsonNode tree, Entry.Key key) {
        if (tree.isNumber()) {
            return Booked.AS_BEFORE;
        }
        if (tree.isNull()) {
            return new Booked(null);
        }
        List<Posting> postings = new ArrayList<>();
        for (JsonNode line : tree.path("l")) {
            Settled settles = !line.has(5)
                    ? null
                    : new Settled(
                            new Entry.Key(
                                    line.path(5).asText(),
                                    new IdValue(line.path(6).asText())),
                            text(line.path(7)));
            postings.add(new Posting(
                    line.path(0).asText(),
                    line.path(1).asLong(),
                    line.path(2).asLong(),
                    SIDES[line.path(3).asInt()],
                    readTags(line.path(4)),
                    settles));
        }
        List<Movement> movements = new ArrayList<>();
        for (JsonNode move : tree.path("m")) {
            movements.add(new Movement(
                    move.path(0).asText(),
                    decimal(move.path(1)),
                    move.path(2).asLong(),
                    text(move.path(3)),
                    text(move.path(4)),
                    decimal(move.path(5)),
                    text(move.path(6)),
                    readTags(move.path(7))));
        }
        LocalDate date = LocalDate.parse(tree.path("d").asText());
        return new Booked(new Entry(key, date, text(tree.path("n")), readParty(tree.path("p")), postings, movements));
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static Party readParty(JsonNode party) {
        return party.isMissingNode()
                ? null
                : new Party(party.path(0).asText(), party.path(1).asText());
    }

    private static Tags readTags(JsonNode tree) {
        if (tree.isEmpty()) {
            return Tags.NONE;
        }
        JsonNode quantity = tree.path("q");
        return new Tags(
                readParty(tree.path("p")),
                text(tree.path("c")),
                text(tree.path("d")),
                text(tree.path("i")),
                quantity.isMissingNode() ? null : decimal(quantity),
                text(tree.path("m")),
                text(tree.path("u")));
    }
}
