package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;

/** Has a statement run: what stands under QueryResponse comes back. */
@FunctionalInterface
public interface Statements {

    CompletionStage<JsonNode> run(String statement);
}
