package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of docs in which parts are made from what the code says. -Ddocs.write=true writes them anew. */
final class PageWithTables {

    private PageWithTables() {}

    /** @param tables by the names of their places, which are {@code <!-- table:name -->} and {@code <!-- end -->} */
    static void check(Path page, Map<String, String> tables) throws IOException {
        String is = Files.readString(page);
        String expected = is;
        for (Map.Entry<String, String> table : tables.entrySet()) {
            Matcher place = Pattern.compile("(?s)(<!-- table:" + table.getKey() + " -->\n).*?(<!-- end -->)")
                    .matcher(expected);
            assertThat(place.find())
                    .as("a place for the table " + table.getKey())
                    .isTrue();
            expected = expected.substring(0, place.end(1)) + table.getValue() + expected.substring(place.start(2));
        }
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, expected);
            return;
        }
        assertThat(is)
                .as(page.getFileName() + " is behind the code; -Ddocs.write=true writes its tables anew")
                .isEqualTo(expected);
    }
}
