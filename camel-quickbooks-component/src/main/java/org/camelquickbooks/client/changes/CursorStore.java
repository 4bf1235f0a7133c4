package org.camelquickbooks.client.changes;

import java.util.List;
import java.util.Objects;
import org.apache.camel.spi.StateRepository;

/** A state repository that several processes can share: a value is replaced only if it is still the expected one. */
public interface CursorStore extends StateRepository<String, String> {

    /**
     * Replaces a value.
     *
     * @param expected the value as it was read; null where there was none
     * @return false, and nothing is replaced, where it is another one now
     */
    boolean compareAndSet(String key, String expected, String value);

    /**
     * Asks for cursors before they are followed.
     *
     * @return false where another node of the application follows one of them, so that this one has to wait
     * @throws IllegalStateException where another application follows one
     */
    default boolean take(List<String> keys) {
        return true;
    }

    /**
     * Looks, before cursors are followed, whether that can be done: whether they can be kept, and are nobody else's.
     *
     * @throws IllegalStateException where another application follows one
     * @throws org.camelquickbooks.state.StateException where nothing can be kept now
     */
    default void check(List<String> keys) {}

    /** The cursors below a key are no longer followed here. */
    default void leave(String prefix) {}

    /** Nothing to start, where it opens what it needs when it needs it. */
    @Override
    default void start() {}

    @Override
    default void stop() {}

    /** Any of Camel's repositories: they cannot compare, so it is done here, for those who share this object. */
    static CursorStore of(StateRepository<String, String> repository) {
        if (repository instanceof CursorStore store) {
            return store;
        }
        return new CursorStore() {
            @Override
            public synchronized boolean compareAndSet(String key, String expected, String value) {
                if (!Objects.equals(expected, getState(key))) {
                    return false;
                }
                setState(key, value);
                return true;
            }

            @Override
            public void setState(String key, String value) {
                repository.setState(key, value);
            }

            @Override
            public String getState(String key) {
                return repository.getState(key);
            }

            @Override
            public void start() {
                repository.start();
            }

            @Override
            public void stop() {
                repository.stop();
            }
        };
    }
}
