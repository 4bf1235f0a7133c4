package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Ledger;

/** Everything that a company is at one moment. */
final class CompanyState implements Lookup {

    private static final int REMEMBERED_ANSWERS = 50_000;
    private static final long REMEMBERED_BYTES = 64 << 20;
    private static final int KEPT_LETTERS = 10_000;

    final Map<String, Table> tables = new LinkedHashMap<>();
    final Ledger ledger = new Ledger();
    final Map<String, Long> sequences = new HashMap<>();
    final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, byte[]> answers = new LinkedHashMap<>();
    private final List<ObjectNode> letters = new ArrayList<>();
    private long answerBytes;

    CompanyState() {
        Catalogue.get().types().forEach(type -> tables.put(type.name(), new Table(type)));
    }

    /** What it is now, to go on from elsewhere. */
    Image image() {
        List<Image.Rows> rows = new ArrayList<>();
        tables.forEach((name, table) ->
                rows.add(new Image.Rows(name, new ArrayList<>(table.rows()), new ArrayList<>(table.tombstones()))));
        List<Image.Answered> remembered = new ArrayList<>();
        answers.forEach((id, answer) -> remembered.add(new Image.Answered(id, answer)));
        return new Image(
                rows,
                new ArrayList<>(ledger.entries()),
                ledger.kept(),
                new HashMap<>(sequences),
                new HashMap<>(numbers),
                remembered,
                new ArrayList<>(letters));
    }

    /** A state that begins as an image: it shares the rows, which never change, and nothing else. */
    static CompanyState of(Image image) {
        CompanyState state = new CompanyState();
        CompletableFuture<Void> tables = CompletableFuture.runAsync(() ->
                image.tables().forEach(rows -> state.tables.get(rows.type()).load(rows)));
        image.entries().forEach(entry -> state.ledger.replace(entry.key(), entry));
        state.ledger.keep(image.kept());
        state.sequences.putAll(image.sequences());
        state.numbers.putAll(image.numbers());
        image.answers().forEach(a -> state.remember(a.requestId(), a.answer()));
        state.keep(image.letters());
        tables.join();
        return state;
    }

    @Override
    public JsonNode find(String type, String id) {
        Table table = tables.get(type);
        Row row = table.find(id);
        if (row == null) {
            return null;
        }
        return table.type().isTransaction() ? row.copy() : row.shared();
    }

    @Override
    public JsonNode first(String type, Predicate<JsonNode> test) {
        for (Row row : tables.get(type).rows()) {
            if (test.test(row.shared())) {
                return row.shared();
            }
        }
        return null;
    }

    @Override
    public Entry posted(String type, String id) {
        return ledger.entry(new Change.Target(type, id).key());
    }

    /** Puts a changed object in the place of the former one, or takes it out. */
    void apply(JournalLine.Changed changed, Instant now, Timestamps timestamps) {
        Table table = tables.get(changed.type());
        ObjectNode entity = changed.entity();
        if (entity == null) {
            table.delete(new Tombstone(changed.type(), changed.id(), now.getEpochSecond(), timestamps.of(now)));
            return;
        }
        table.put(entity, changed.json(), changed.values());
        sawId(table.type().idSequence(), changed.id());
        sawNumber(table.type().numberSequence(), Json.text(entity, "DocNumber"));
        for (String field : table.type().addresses()) {
            String address = Json.text(entity.path(field), "Id");
            if (address != null) {
                sawId(Change.ADDRESSES, address);
            }
        }
    }

    /** Costs of a period that the preferences close stay what they are. */
    void closePeriod(JournalLine.Changed changed) {
        if (changed.type().equals("Preferences") && changed.entity() != null) {
            String day = Json.text(changed.entity(), "AccountingInfoPrefs.BookCloseDate");
            ledger.close(day == null ? null : LocalDate.parse(day));
        }
    }

    /** What was answered to a request id, or null. */
    byte[] answer(String requestId) {
        return answers.get(requestId);
    }

    /** Keeps an answer for those who ask again; the oldest are forgotten. Null stands for no id. */
    void remember(String requestId, byte[] answer) {
        if (requestId == null) {
            return;
        }
        byte[] former = answers.put(requestId, answer);
        answerBytes += answer.length - (former == null ? 0 : former.length);
        Iterator<byte[]> oldest = answers.values().iterator();
        while (answers.size() > REMEMBERED_ANSWERS || answerBytes > REMEMBERED_BYTES && answers.size() > 1) {
            answerBytes -= oldest.next().length;
            oldest.remove();
        }
    }

    List<ObjectNode> letters() {
        return letters;
    }

    /** Keeps letters; the oldest are thrown away. */
    void keep(List<ObjectNode> sent) {
        letters.addAll(sent);
        if (letters.size() > KEPT_LETTERS) {
            letters.subList(0, letters.size() - KEPT_LETTERS).clear();
        }
    }

    void sawId(String sequence, String id) {
        Long number = number(id);
        if (number != null) {
            sequences.merge(sequence, number, Math::max);
        }
    }

    void sawNumber(String sequence, String docNumber) {
        Long number = docNumber == null ? null : number(docNumber);
        if (number != null) {
            numbers.merge(sequence, number, Math::max);
        }
    }

    /** The text as a number of the size that sequences have, or null. */
    private static Long number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        return Long.valueOf(text);
    }
}
