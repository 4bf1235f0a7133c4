package org.camelquickbooks.flow.engine;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Remembers each message of the other system: the idempotent repository of the flows. What will be sent is here before
 * it is sent, so that a process that starts again sends the same once more, under the same request id, instead of
 * deciding anew on books that have changed meanwhile.
 */
public interface FlowJournal {

    public Optional<FlowEntry> find(FlowKey key);

    /** Writes an entry in the place of the one before. It is safe when this returns. */
    public void put(FlowEntry entry);

    /**
     * Writes what will be sent, over what was refused and over the version before it, unless another process was first.
     *
     * @return what is to be sent: this, or that of the other process
     */
    public FlowEntry plan(FlowEntry planned);

    /** Tells of all entries of a flow and a company, in no order. */
    public void forEach(String flow, String company, Consumer<FlowEntry> told);
}
