package org.camelquickbooks.sandbox.company;

/** What is left of a deleted object: enough for change data capture to tell. */
public record Tombstone(String entity, String id, long deleted, String time) {}
