package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import org.camelquickbooks.client.http.Response;

/**
 * An entity as it is after a write.
 *
 * @param response null where it was written together with others, or is remembered
 * @param does what was done, such as {@code create/Customer}; empty where nothing had to be
 */
record WrittenEntity(JsonNode entity, Response response, String does) {}
