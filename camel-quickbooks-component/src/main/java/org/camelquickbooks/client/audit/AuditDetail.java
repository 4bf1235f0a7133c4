package org.camelquickbooks.client.audit;

/** How much the audit log tells of what is written. */
public enum AuditDetail {
    /** Ids only. */
    IDS,
    /** The amount of a document or payment, too. */
    AMOUNTS,
    /** All that is sent. */
    BODIES
}
