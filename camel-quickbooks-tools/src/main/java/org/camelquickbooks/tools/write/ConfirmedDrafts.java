package org.camelquickbooks.tools.write;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.tools.write.ConfirmedWrite.Draft;

/**
 * What was confirmed, by its key and arguments: a repeated call sends the same write again, also if a price or a name has changed in the books
 * since. The oldest are forgotten, and all at the end of the process.
 */
final class ConfirmedDrafts {

    private static final int REMEMBERED = 500;

    private final Map<String, Draft> drafts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Draft> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What was confirmed; null where nothing was. */
    synchronized Draft find(String arguments) {
        return drafts.get(arguments);
    }

    /** @param arguments all of them, the key included */
    synchronized void keep(String arguments, Draft draft) {
        drafts.put(arguments, draft);
    }
}
