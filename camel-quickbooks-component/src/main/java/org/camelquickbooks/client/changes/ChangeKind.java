package org.camelquickbooks.client.changes;

import java.util.Locale;

/** What happened to an entity. Change data capture reports the first three kinds, webhooks report all. */
public enum ChangeKind {
    CREATED,
    UPDATED,
    DELETED,
    MERGED,
    VOIDED,
    EMAILED;

    /** As it stands in the header of an exchange. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
