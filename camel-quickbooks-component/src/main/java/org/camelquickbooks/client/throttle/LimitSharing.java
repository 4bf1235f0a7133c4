package org.camelquickbooks.client.throttle;

import io.github.bucket4j.distributed.proxy.ProxyManager;

/** How processes share the limits of a company. */
public interface LimitSharing {

    /** Shares with nobody. */
    LimitSharing NONE = new LimitSharing() {};

    /** Whether there may be a back end that counts for all. */
    default boolean hasBackEnd() {
        return false;
    }

    /** The back end that counts for all; null where there is none. It may block, and fail while it cannot be reached. */
    default ProxyManager<String> backEnd() {
        return null;
    }

    /** Among how many processes the limits are divided where nothing counts for all. */
    default int processes() {
        return 1;
    }

    /** With a back end of the user's. */
    static LimitSharing with(ProxyManager<String> backEnd) {
        return new LimitSharing() {
            @Override
            public boolean hasBackEnd() {
                return true;
            }

            @Override
            public ProxyManager<String> backEnd() {
                return backEnd;
            }
        };
    }
}
