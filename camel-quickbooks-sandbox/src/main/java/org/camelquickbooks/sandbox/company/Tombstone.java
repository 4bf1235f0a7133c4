package org.camelquickbooks.sandbox.company;

/** A deleted object, with the data that change data capture needs. */
public record Tombstone(String entity, String id, long deleted, String time) {}
