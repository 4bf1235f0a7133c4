package org.camelquickbooks.client.changes;

import java.util.Locale;

/** What became of an entity. Change data capture knows the first three, webhooks know all. */
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
