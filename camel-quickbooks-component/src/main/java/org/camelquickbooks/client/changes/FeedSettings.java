package org.camelquickbooks.client.changes;

import java.time.Duration;

/**
 * How changes are followed.
 *
 * @param store where the cursors are stored
 * @param key the prefix of their keys
 * @param start where to start without a cursor
 * @param overlap how far before its cursor a consumer reads again, because QuickBooks makes some changes visible
 *     later than their timestamp says
 */
public record FeedSettings(CursorStore store, String key, StartFrom start, Duration overlap) {}
