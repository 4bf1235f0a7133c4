package org.camelquickbooks.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.QuickBooksConstants;

/**
 * Remembers for what a request id was used. QuickBooks answers a second write under the same id with the answer of the
 * first, whatever it holds: two invoices under one id would be one. So that is refused here.
 */
public final class RequestIdBook {

    private static final int REMEMBERED = 20_000;

    private final Map<String, String> uses = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Writes down a use.
     *
     * @param use what identifies the write: the operation and a fingerprint of its body
     * @throws IllegalArgumentException where the id stands for another write already
     */
    public synchronized void use(String realmId, String requestId, String use) {
        String before = uses.putIfAbsent(realmId + "/" + requestId, use);
        if (before != null && !before.equals(use)) {
            throw new IllegalArgumentException("The request id '" + requestId
                    + "' was used for another write already (" + operation(before) + ", now " + operation(use)
                    + "); QuickBooks would answer with the first one and do nothing. Give each write its own id in the"
                    + " header " + QuickBooksConstants.REQUEST_ID
                    + ", for instance with the operation or the split index at its end, or use requestIdExpression");
        }
    }

    /** The write was refused: its id is free for a corrected one. */
    public synchronized void free(String realmId, String requestId) {
        uses.remove(realmId + "/" + requestId);
    }

    private static String operation(String use) {
        return use.substring(0, use.indexOf('#'));
    }
}
