package org.camelquickbooks.sandbox.company;

/** Named states of a company, up to a maximum number: in memory, or next to the journal. */
public final class Snapshots {

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 100;

    private final Company company;
    private final Store store;
    private final Replay replay;

    Snapshots(Company company, Store store, Replay replay) {
        this.company = company;
        this.store = store;
        this.replay = replay;
    }

    /** Whether a state is kept under a name. */
    public boolean has(String name) {
        return store.hasSnapshot(name);
    }

    /** Keeps the state under a name, in the place of what was kept under it. */
    public void keep(String name) {
        company.become(state -> {
            check(name);
            store.keepSnapshot(name, state);
            return state;
        });
    }

    private void check(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "The name of a snapshot must have at most " + LONGEST_NAME + " characters");
        }
        if (!has(name) && store.snapshots() >= MOST) {
            throw new IllegalArgumentException(
                    "A company keeps at most " + MOST + " snapshots; reuse a name to replace its snapshot");
        }
    }

    /**
     * Brings back the state that was kept under a name.
     *
     * @throws IllegalArgumentException where nothing was
     */
    public void restore(String name) {
        company.become(state -> {
            if (!has(name)) {
                throw new IllegalArgumentException("There is no snapshot " + name + " of company "
                        + company.profile().realmId());
            }
            return store.restoreSnapshot(name, replay);
        });
    }
}
