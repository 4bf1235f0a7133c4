package org.camelquickbooks.benchmarks;

import java.util.Locale;

/** The tables that a benchmark prints, line by line. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
