package org.camelquickbooks.sandbox.company;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** All that a company keeps, as text: whatever two companies differ in shows. */
final class WholeState {

    private WholeState() {}

    static Map<String, String> of(Company company) {
        return company.readState(state -> of(state.image()));
    }

    private static Map<String, String> of(Image image) {
        Map<String, String> text = new TreeMap<>();
        for (Image.Rows table : image.tables()) {
            for (Row row : table.rows()) {
                text.put(
                        table.type() + " " + row.id(),
                        row.syncToken() + " " + row.updated() + " " + Arrays.toString(row.values()) + " "
                                + new String(row.json(), StandardCharsets.UTF_8));
            }
            table.tombstones().forEach(dead -> text.put("dead " + dead.entity() + " " + dead.id(), dead.toString()));
        }
        // In their order: reports that begin from entries keep it.
        text.put("entries", image.entries().toString());
        text.put(
                "accounts",
                new TreeMap<>(Map.of(
                                "ever posted to",
                                image.kept().accounts().stream().sorted().toList()))
                        .toString());
        text.put("closed", new TreeMap<>(image.kept().stocks()).toString());
        text.put("sequences", new TreeMap<>(image.sequences()).toString());
        text.put("numbers", new TreeMap<>(image.numbers()).toString());
        image.answers()
                .forEach(a -> text.merge(
                        "answers",
                        a.requestId() + " " + new String(a.answer(), StandardCharsets.UTF_8),
                        String::concat));
        text.put("letters", image.letters().toString());
        return text;
    }
}
