package org.camelquickbooks.sandbox.company;

import java.util.function.Supplier;

/** Where a company's state outlives what happens to it: in memory, or in a directory also the process. */
interface Store extends AutoCloseable {

    /** The state that was kept, or an empty one. */
    CompanyState open(Replay replay);

    /** Keeps a change before it is applied and answered. */
    void append(Supplier<byte[]> line);

    /** Told after each change that was applied. */
    default void applied() {}

    /** Forgets the state; snapshots stay. */
    void clear();

    boolean hasSnapshot(String name);

    int snapshots();

    void keepSnapshot(String name, CompanyState state);

    /** The state that is kept under a name, and now is the one that outlives the process. */
    CompanyState restoreSnapshot(String name, Replay replay);

    /** Writes a checkpoint, where there is something to read again. */
    default void checkpoint() {}

    @Override
    default void close() {}
}
