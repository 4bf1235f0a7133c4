package org.camelquickbooks.client.throttle;

/**
 * What a metered read is counted by.
 *
 * @param endpoint the operation and its entity or report, such as {@code query/Invoice}
 */
public record ReadKey(String realmId, String endpoint) implements Comparable<ReadKey> {

    @Override
    public int compareTo(ReadKey other) {
        int byRealm = realmId.compareTo(other.realmId);
        return byRealm != 0 ? byRealm : endpoint.compareTo(other.endpoint);
    }
}
