package org.camelquickbooks.client.http;

import java.util.concurrent.CompletionStage;

/** What comes after a stage. */
@FunctionalInterface
public interface Next {

    CompletionStage<Response> proceed(Request request);
}
