package org.camelquickbooks.outbox;

import org.camelquickbooks.client.http.Priority;

/** The caller for whom calls are sent. */
public record CallOrigin(String realmId, Priority priority, String source) {}
