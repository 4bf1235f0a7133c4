package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;

/** What came while an older version of it is not finished. */
record NewerVersion(String digest, String version, JsonNode facts) {}
