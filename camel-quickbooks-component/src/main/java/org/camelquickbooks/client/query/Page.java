package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Rows that came together.
 *
 * @param last whether none follow
 */
public record Page(List<JsonNode> rows, boolean last) {}
