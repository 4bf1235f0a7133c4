package org.camelquickbooks.client.connect;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** HTML that says exactly what it was given. */
final class Html {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A time as people read it; a dash where there is none. */
    static String time(Instant time) {
        return time == null ? "–" : "<time datetime=\"" + time + "\">" + TIME.format(time) + "</time>";
    }
}
