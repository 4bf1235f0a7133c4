package org.camelquickbooks.sandbox.company;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Ledger;
import org.camelquickbooks.sandbox.ledger.Movement;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Settled;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Stock;

/**
 * An image in sections: rows of an entity, entries of the ledger, remembered answers, and the rest. Each section stands
 * for itself, so that they are read on all processors; a new form of any of them needs a new {@link #VERSION}.
 */
final class ImageFormat {

    static final int VERSION = 1;

    /** Large enough for the collector of a heap of 1 GB to leave it where it is, small enough for one of its regions. */
    private static final int SECTION_BYTES = 900 << 10;

    private static final Side[] SIDES = Side.values();

    /** Takes the sections of an image one after the other. */
    interface Sections {
        void next(byte[] section);
    }

    private ImageFormat() {}

    static void write(Image image, Sections sections) {
        for (Image.Rows table : image.tables()) {
            inSections(table.rows(), 'R', table.type(), ImageFormat::row, sections);
        }
        inSections(image.entries(), 'E', "", ImageFormat::entry, sections);
        inSections(
                image.answers(),
                'A',
                "",
                (out, answered) -> out.text(answered.requestId()).bytes(answered.answer()),
                sections);
        inSections(image.letters(), 'L', "", (out, letter) -> out.bytes(Json.bytes(letter)), sections);
        sections.next(rest(image).toBytes());
    }

    private interface Writer<T> {
        void write(CheckpointOutput out, T element);
    }

    private static <T> void inSections(List<T> all, char kind, String of, Writer<T> writer, Sections sections) {
        int from = 0;
        while (from < all.size()) {
            CheckpointOutput out = new CheckpointOutput().raw(kind).text(of);
            int to = from;
            while (to < all.size() && out.size() < SECTION_BYTES) {
                out.raw(1);
                writer.write(out, all.get(to++));
            }
            sections.next(out.raw(0).toBytes());
            from = to;
        }
    }

    private static void row(CheckpointOutput out, Row row) {
        out.value(row.id()).number(row.syncToken()).number(row.updated()).bytes(row.json());
        out.number(row.values().length);
        for (Comparable<?> value : row.values()) {
            out.value(value);
        }
    }

    private static Row row(CheckpointInput in) {
        IdValue id = in.value();
        int syncToken = in.size();
        long updated = in.number();
        int length = in.size();
        int start = in.at();
        in.skip(length);
        Comparable<?>[] values = new Comparable<?>[in.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.value();
        }
        return new Row(id, syncToken, updated, in.section(), start, length, values);
    }

    private static void entry(CheckpointOutput out, Entry entry) {
        out.value(entry.key()).value(entry.date()).value(entry.number()).value(entry.party());
        out.list(entry.postings(), (o, p) -> {
            o.value(p.account()).number(p.home()).number(p.foreign());
            o.raw(p.side().ordinal()).value(p.tags());
            o.value(p.settles() == null ? null : p.settles().entry());
            o.value(p.settles() == null ? null : p.settles().line());
        });
        out.list(entry.movements(), (o, m) -> {
            o.value(m.item()).value(m.quantity()).number(m.cost()).value(m.asset());
            o.value(m.offset()).value(m.fallback()).value(m.line()).value(m.tags());
        });
    }

    private static Entry entry(CheckpointInput in) {
        return new Entry(
                in.value(),
                in.value(),
                in.value(),
                in.value(),
                in.list(ImageFormat::posting),
                in.list(i -> new Movement(
                        i.value(), i.value(), i.number(), i.value(), i.value(), i.value(), i.value(), i.value())));
    }

    private static Posting posting(CheckpointInput in) {
        String account = in.value();
        long home = in.number();
        long foreign = in.number();
        Side side = SIDES[in.raw()];
        Posting.Tags tags = in.value();
        Entry.Key settled = in.value();
        String line = in.value();
        return new Posting(account, home, foreign, side, tags, settled == null ? null : new Settled(settled, line));
    }

    private static CheckpointOutput rest(Image image) {
        CheckpointOutput out = new CheckpointOutput().raw('Z').text("");
        numbers(out, image.sequences());
        numbers(out, image.numbers());
        out.list(image.tables().stream().flatMap(t -> t.tombstones().stream()).toList(), (o, dead) -> o.value(
                        dead.entity())
                .value(dead.id())
                .number(dead.deleted())
                .text(dead.time()));
        out.list(image.kept().accounts(), CheckpointOutput::value);
        out.list(image.kept().stocks().entrySet(), (o, stock) -> {
            o.value(stock.getKey()).value(stock.getValue().until());
            o.list(stock.getValue().moves().entrySet(), (p, move) -> p.number(move.getKey())
                    .list(move.getValue(), (q, part) -> q.value(part.date()).number(part.cents())));
        });
        return out;
    }

    private static void numbers(CheckpointOutput out, Map<String, Long> numbers) {
        out.list(numbers.entrySet(), (o, number) -> o.value(number.getKey()).number(number.getValue()));
    }

    private static Map<String, Long> numbers(CheckpointInput in) {
        Map<String, Long> numbers = new HashMap<>();
        for (int left = in.size(); left > 0; left--) {
            numbers.put(in.value(), in.number());
        }
        return numbers;
    }

    /** A section that was read; what it does to a state is done later, in order. */
    record Section(char kind, String of, List<?> elements, CheckpointInput rest) {

        @SuppressWarnings("unchecked")
        <T> List<T> as() {
            return (List<T>) elements;
        }
    }

    static Section read(byte[] section) {
        CheckpointInput in = new CheckpointInput(section);
        char kind = (char) in.raw();
        String of = in.text();
        return switch (kind) {
            case 'R' -> new Section(kind, of, elements(in, ImageFormat::row), null);
            case 'E' -> new Section(kind, of, elements(in, ImageFormat::entry), null);
            case 'A' -> new Section(kind, of, elements(in, i -> new Image.Answered(i.text(), i.bytes())), null);
            case 'L' -> new Section(kind, of, elements(in, i -> Json.parse(i.bytes())), null);
            case 'Z' -> new Section(kind, of, List.of(), in);
            default -> throw new IllegalStateException("The checkpoint has a section of an unknown kind");
        };
    }

    private interface Reader<T> {
        T read(CheckpointInput in);
    }

    private static <T> List<T> elements(CheckpointInput in, Reader<T> reader) {
        List<T> elements = new ArrayList<>();
        while (in.raw() == 1) {
            elements.add(reader.read(in));
        }
        return elements;
    }

    /** The image that sections hold, in the order in which they were written. */
    static Image image(List<Section> sections) {
        Map<String, List<Row>> rows = new HashMap<>();
        sections.stream().filter(s -> s.kind == 'R').forEach(s -> rows.computeIfAbsent(s.of, t -> new ArrayList<>())
                .addAll(s.as()));
        CheckpointInput in = sections.get(sections.size() - 1).rest;
        Map<String, Long> sequences = numbers(in);
        Map<String, Long> numbers = numbers(in);
        Map<String, List<Tombstone>> dead = new HashMap<>();
        in.list(i -> new Tombstone(i.value(), i.value(), i.number(), i.text()))
                .forEach(t ->
                        dead.computeIfAbsent(t.entity(), e -> new ArrayList<>()).add(t));
        List<String> accounts = in.list(CheckpointInput::value);
        Map<String, Stock.Kept> stocks = new HashMap<>();
        for (int left = in.size(); left > 0; left--) {
            stocks.put(in.value(), stock(in));
        }
        List<Image.Rows> tables = Stream.concat(rows.keySet().stream(), dead.keySet().stream())
                .distinct()
                .map(type ->
                        new Image.Rows(type, rows.getOrDefault(type, List.of()), dead.getOrDefault(type, List.of())))
                .toList();
        return new Image(
                tables,
                all(sections, 'E'),
                new Ledger.Kept(accounts, stocks),
                sequences,
                numbers,
                all(sections, 'A'),
                all(sections, 'L'));
    }

    private static <T> List<T> all(List<Section> sections, char kind) {
        List<T> all = new ArrayList<>();
        sections.stream().filter(s -> s.kind == kind).forEach(s -> all.addAll(s.as()));
        return all;
    }

    private static Stock.Kept stock(CheckpointInput in) {
        LocalDate until = in.value();
        Map<Integer, List<Stock.Part>> moves = new HashMap<>();
        for (int left = in.size(); left > 0; left--) {
            moves.put(in.size(), in.list(i -> new Stock.Part(i.value(), i.number())));
        }
        return new Stock.Kept(until, moves);
    }
}
