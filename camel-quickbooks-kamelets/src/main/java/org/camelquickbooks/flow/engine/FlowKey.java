package org.camelquickbooks.flow.engine;

/**
 * A message of the other system.
 *
 * @param flow such as {@code invoice}
 * @param company the realm of the books
 * @param id the other system's own number of it
 */
public record FlowKey(String flow, String company, String id) {

    @Override
    public String toString() {
        return flow + " " + id + " of company " + company;
    }
}
