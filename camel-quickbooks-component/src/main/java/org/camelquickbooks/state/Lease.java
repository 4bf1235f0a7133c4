package org.camelquickbooks.state;

/**
 * The right of a node to do exclusive work.
 *
 * @param owner the node
 * @param fence increases with each new owner: the larger number wins
 */
public record Lease(String name, String owner, long fence) {}
