package org.camelquickbooks.flow;

import org.apache.camel.CamelContext;
import org.camelquickbooks.QuickBooksEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event of a copy of the books that operators may need to know. The event is sent to Camel's event notifiers. */
public final class QuickBooksReplicaEvent extends QuickBooksEvent {

    private static final Logger LOG = LoggerFactory.getLogger(QuickBooksReplicaEvent.class);

    /** What happened. */
    public enum Kind {
        /** All rows of an entity were read. */
        LOADED,
        /** QuickBooks has a field that has no column. It is reported once. */
        NEW_FIELD,
        /** QuickBooks refuses an entity to the company; it is left out. */
        UNAVAILABLE,
        /** Changes were missed, or could not be read completely; all rows of the entity are read again. */
        READ_AGAIN,
        /** The audit found that the copy differs from QuickBooks; what differs is read again. */
        DIFFERENCE
    }

    private final Kind kind;
    private final String entity;
    private final String detail;

    private QuickBooksReplicaEvent(CamelContext context, String realmId, Kind kind, String entity, String detail) {
        super(context, realmId);
        this.kind = kind;
        this.entity = entity;
        this.detail = detail;
    }

    /** Logs it and sends it. */
    public static void send(CamelContext context, String realmId, Kind kind, String entity, String detail) {
        QuickBooksReplicaEvent event = new QuickBooksReplicaEvent(context, realmId, kind, entity, detail);
        if (kind == Kind.LOADED) {
            LOG.info("{}", event);
        } else {
            LOG.warn("{}", event);
        }
        try {
            context.getManagementStrategy().notify(event);
        } catch (Exception e) {
            LOG.warn("An event notifier failed for {}", event, e);
        }
    }

    public Kind getKind() {
        return kind;
    }

    /** The entity, or GeneralLedger. */
    public String getEntity() {
        return entity;
    }

    /** The field, the months, or the reason. */
    public String getDetail() {
        return detail;
    }

    @Override
    public String toString() {
        String what =
                switch (kind) {
                    case LOADED -> "has all rows of " + entity;
                    case NEW_FIELD -> "has no column for the field " + detail + " of " + entity + "; it is in the JSON";
                    case UNAVAILABLE -> "has no " + entity + ": " + detail;
                    case READ_AGAIN -> "reads all rows of " + entity + " again: " + detail;
                    case DIFFERENCE -> "differs from QuickBooks in " + entity + ", and is read again: " + detail;
                };
        return "The copy of company " + getRealmId() + " " + what;
    }
}
