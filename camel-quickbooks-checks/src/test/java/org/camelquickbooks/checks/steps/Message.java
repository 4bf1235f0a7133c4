package org.camelquickbooks.checks.steps;

import java.util.Map;

/** What a durable queue holds, and delivers again until it was acknowledged. */
public record Message(String id, String uri, Object body, Map<String, Object> headers) {}
