package org.camelquickbooks;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.camelquickbooks.client.oauth.StateTokenStore;
import org.camelquickbooks.client.oauth.TokenCipher;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;

/** Looks into the token store of a state directory from outside. */
final class Stores {

    private Stores() {}

    static <T> T with(Path stateDirectory, String keys, Function<TokenStore, T> use) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (State state = State.inFile(stateDirectory.resolve(State.FILE), threads, threads, Clock.systemUTC())) {
            return use.apply(new StateTokenStore(new Node(state, "outside"), () -> new TokenCipher(keys), null));
        } finally {
            threads.shutdownNow();
        }
    }
}
