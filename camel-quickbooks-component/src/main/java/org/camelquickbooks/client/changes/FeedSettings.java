package org.camelquickbooks.client.changes;

import java.time.Duration;

/**
 * How changes are followed.
 *
 * @param store where the cursors are kept
 * @param key under which they are
 * @param start where one begins who has none yet
 * @param overlap how far before its cursor one reads again, since QuickBooks makes a change visible later than it dates
 *     it
 */
public record FeedSettings(CursorStore store, String key, StartFrom start, Duration overlap) {}
