package org.camelquickbooks.client.audit;

/** How much of a write the audit log records. */
public enum AuditDetail {
    /** Ids only. */
    IDS,
    /** Also the amount of a document or payment. */
    AMOUNTS,
    /** Everything that is sent, except protected numbers. */
    BODIES
}
