package org.camelquickbooks;

import java.time.Instant;
import org.apache.camel.CamelContext;

/** An event of a company's connection. */
public final class QuickBooksCompanyEvent extends QuickBooksEvent {

    /** What happened. */
    public enum Kind {
        /** A person consented. */
        CONNECTED("was connected"),
        /** A person disconnected it. */
        DISCONNECTED("was disconnected"),
        /** QuickBooks refuses the tokens. Producers fail at once, and consumers pause. */
        RECONNECT_NEEDED("has to be connected again"),
        /** The tokens are valid again after that. */
        CONNECTED_AGAIN("was connected again"),
        /** The connection expires, five years after consent: in 30, 7 or 1 days, or now. */
        EXPIRING("has to be connected again before its connection expires");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Kind kind;
    private final transient Instant end;

    public QuickBooksCompanyEvent(CamelContext context, String realmId, Kind kind, Instant end) {
        super(context, realmId);
        this.kind = kind;
        this.end = end;
    }

    public Kind getKind() {
        return kind;
    }

    /** When the connection expires, for EXPIRING; otherwise null. */
    public Instant getEnd() {
        return end;
    }

    @Override
    public String toString() {
        return "Company " + getRealmId() + " " + kind.text + (end == null ? "" : " at " + end);
    }
}
