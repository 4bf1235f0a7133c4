package org.camelquickbooks.sandbox.call;

/** Answers a call. What it throws as a fault is answered as a fault. */
@FunctionalInterface
public interface Handler {

    Answer handle(Call call);
}
