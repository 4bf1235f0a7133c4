package org.camelquickbooks.client.http;

import java.util.concurrent.CompletionStage;

/** The stages after a stage. */
@FunctionalInterface
public interface Next {

    CompletionStage<Response> proceed(Request request);
}
