package org.camelquickbooks.client.oauth;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token store with the tokens of the configuration. They are saved if the store has none; stored tokens are newer
 * and win. While the store's database or key is not available, an access token of the configuration is used.
 */
public final class ConfiguredTokenStore implements TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredTokenStore.class);

    private final TokenStore store;
    private final Token configured;
    private final boolean ignoresAccessOnly;
    private volatile boolean settled;
    private volatile boolean logged;

    /** @param ignoresAccessOnly whether a stored access token without a refresh token gives way to the configured ones */
    public ConfiguredTokenStore(TokenStore store, Token configured, boolean ignoresAccessOnly) {
        this.store = store;
        this.configured = configured;
        this.ignoresAccessOnly = ignoresAccessOnly;
    }

    private synchronized void settle() {
        if (settled) {
            return;
        }
        boolean stored = store.load(configured.realmId())
                .filter(token -> !ignoresAccessOnly || token.refreshToken() != null)
                .isPresent();
        if (stored) {
            LOG.info("The tokens of company {} come from the token store, not from the options", configured.realmId());
        } else {
            store.save(configured);
        }
        settled = true;
    }

    @Override
    public Optional<Token> load(String realmId) {
        try {
            settle();
            return store.load(realmId);
        } catch (RuntimeException e) {
            // The database, or the key with which its tokens are encrypted.
            if (!settled && realmId.equals(configured.realmId()) && configured.accessToken() != null) {
                logUnused(e);
                return Optional.of(new Token(realmId, configured.accessToken(), null, null, null));
            }
            throw e;
        }
    }

    private void logUnused(RuntimeException why) {
        if (!logged) {
            logged = true;
            LOG.warn(
                    "The token store of company {} is not available, so the component uses the option "
                            + "accessToken until it expires: {}",
                    configured.realmId(),
                    why.getMessage());
        }
    }

    @Override
    public Set<String> list() {
        try {
            settle();
            return store.list();
        } catch (RuntimeException e) {
            if (!settled && configured.accessToken() != null) {
                return new TreeSet<>(Set.of(configured.realmId()));
            }
            throw e;
        }
    }

    @Override
    public void save(Token token) {
        settle();
        store.save(token);
    }

    @Override
    public void remove(String realmId) {
        settle();
        store.remove(realmId);
    }

    @Override
    public CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function) {
        settle();
        return store.refresh(realmId, function);
    }
}
