package org.camelquickbooks.sandbox.call;

/** Answers a call. If it throws a fault, the fault is the answer. */
@FunctionalInterface
public interface Handler {

    Answer handle(Call call);
}
