package org.camelquickbooks.flow.engine;

/**
 * The key of a message of the other system.
 *
 * @param flow the name of the flow, such as {@code invoice}
 * @param company the realm id of the books
 * @param id the other system's own id of the message, of any length
 */
public record FlowKey(String flow, String company, String id) {

    /** One text for the three, of a fixed length; no two keys have the same. */
    public String hash() {
        return Digest.ofTexts(flow, company, id);
    }

    @Override
    public String toString() {
        return flow + " " + id + " of company " + company;
    }
}
