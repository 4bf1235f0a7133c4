package org.camelquickbooks.client.connect;

import com.fasterxml.jackson.databind.JsonNode;
import org.camelquickbooks.client.oauth.CompanyConnection;

/** Receives reports of what people did on the connect pages. It must not block. */
public interface ConnectListener {

    /** @param user who consented, where the scopes ask for it; null otherwise */
    default void connected(CompanyConnection company, JsonNode user) {}

    default void disconnected(CompanyConnection company) {}
}
