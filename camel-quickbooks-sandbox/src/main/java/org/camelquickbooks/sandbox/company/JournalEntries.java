package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
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
            out.writeBytes(Json.bytes(tree(booked.entry())));
        }
    }

    private static ObjectNode tree(Entry entry) {
        ObjectNode tree = Json.object().put("d", entry.date().toString());
        if (entry.number() != null) {
            tree.put("n", entry.number());
        }
        if (entry.party() != null) {
            tree.set("p", party(entry.party()));
        }
        ArrayNode lines = tree.putArray("l");
        for (Posting p : entry.postings()) {
            ArrayNode line = lines.addArray();
            line.add(p.account()).add(p.home()).add(p.foreign()).add(p.side().ordinal());
            line.add(tags(p.tags()));
            if (p.settles() != null) {
                line.add(p.settles().entry().type())
                        .add(p.settles().entry().id().text())
                        .add(p.settles().line());
            }
        }
        if (!entry.movements().isEmpty()) {
            ArrayNode moves = tree.putArray("m");
            for (Movement m : entry.movements()) {
                moves.addArray()
                        .add(m.item())
                        .add(m.quantity())
                        .add(m.cost())
                        .add(m.asset())
                        .add(m.offset())
                        .add(m.fallback())
                        .add(m.line())
                        .add(tags(m.tags()));
            }
        }
        return tree;
    }

    private static ArrayNode party(Party party) {
        return Json.array().add(party.type()).add(party.id());
    }

    private static JsonNode tags(Tags tags) {
        ObjectNode tree = Json.object();
        if (tags.party() != null) {
            tree.set("p", party(tags.party()));
        }
        put(tree, "c", tags.classId());
        put(tree, "d", tags.departmentId());
        put(tree, "i", tags.itemId());
        put(tree, "m", tags.memo());
        if (tags.quantity() != null) {
            tree.put("q", tags.quantity());
        }
        return tree;
    }

    private static void put(ObjectNode tree, String field, String value) {
        if (value != null) {
            tree.put(field, value);
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
                text(tree.path("m")));
    }
}
