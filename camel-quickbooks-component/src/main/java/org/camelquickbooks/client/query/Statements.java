package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;

/** Runs a statement, and returns the content of QueryResponse. */
@FunctionalInterface
public interface Statements {

    CompletionStage<JsonNode> run(String statement);
}
