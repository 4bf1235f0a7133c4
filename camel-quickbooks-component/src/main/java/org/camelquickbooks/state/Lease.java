package org.camelquickbooks.state;

/**
 * Exclusive work that a node has.
 *
 * @param owner the node
 * @param fence grows each time it changes hands: the larger number wins
 */
public record Lease(String name, String owner, long fence) {}
