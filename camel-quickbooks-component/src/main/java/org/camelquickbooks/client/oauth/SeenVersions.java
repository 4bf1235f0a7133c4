package org.camelquickbooks.client.oauth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a state database that was put back to an older copy while this process runs: versions of a company's row only grow. What
 * was put back while no process ran is not noticed.
 */
final class SeenVersions {

    private static final Logger LOG = LoggerFactory.getLogger(SeenVersions.class);

    private final Map<String, Long> highest = new ConcurrentHashMap<>();

    /** The highest version known so far; to be asked before a row is read. */
    long of(String realmId) {
        return highest.getOrDefault(realmId, 0L);
    }

    /** A version that is committed. */
    void committed(String realmId, long version) {
        highest.merge(realmId, version, Math::max);
    }

    /**
     * A version that was read.
     *
     * @param before what was known before the read began, since a read sees what was committed then, or more
     */
    void read(String realmId, long before, long version) {
        if (version == 0) {
            // Disconnected; whoever connects it again begins with a higher version.
            highest.remove(realmId, before);
            return;
        }
        if (version >= before) {
            committed(realmId, version);
        } else if (highest.replace(realmId, before, version)) {
            LOG.warn(
                    "The tokens of company {} in the state database are older than those that this process has "
                            + "seen (version {} after {}): the database was restored from an older copy. A refresh token "
                            + "is valid for a day after it was replaced; if QuickBooks refuses it, connect the company "
                            + "again",
                    realmId,
                    version,
                    before);
        }
    }
}
