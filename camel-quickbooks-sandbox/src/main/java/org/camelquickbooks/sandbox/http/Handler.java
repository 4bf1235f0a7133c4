package org.camelquickbooks.sandbox.http;

/** Answers a call. What it throws as a fault is answered as a fault. */
@FunctionalInterface
public interface Handler {

    Answer handle(Call call);
}
