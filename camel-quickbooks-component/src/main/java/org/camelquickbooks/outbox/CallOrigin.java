package org.camelquickbooks.outbox;

import org.camelquickbooks.client.http.Priority;

/** For whom calls are made. */
public record CallOrigin(String realmId, Priority priority, String source) {}
