package org.camelquickbooks.client.oauth;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.QueuedWork;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.state.Lease;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.camelquickbooks.state.TokenTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypted tokens in the state database. One node at a time refreshes the tokens of a company, by a lease. No
 * transaction is open during a request to QuickBooks. If the lease was lost in the meantime, the newer tokens win,
 * and the refresh token of the others is kept as the former one, which is tried too.
 */
public final class StateTokenStore implements TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(StateTokenStore.class);

    /** How soon one looks again whether another node has ended its refresh. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);

    /** New tokens that cannot be saved are kept in memory, and saved when they can; so often before their caller hears of it. */
    private static final int SAVE_ATTEMPTS = 6;

    private final Node node;
    private final State state;
    private final TokenTable table;
    private final TokenRows rows;
    private final Time time;
    private final QueuedWork<String, Token> refreshes = new QueuedWork<>();
    /** What QuickBooks gave and the database did not take yet. */
    private final Map<String, Unsaved> unsaved = new ConcurrentHashMap<>();

    private final SeenVersions seen = new SeenVersions();

    private record Unsaved(Token kept, Token next, long version) {}

    private record Kept(Token token, long version) {}

    /** New tokens of a company that is connected no longer: nobody is to have them. */
    private static final class DisconnectedException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        DisconnectedException(String realmId) {
            super("The company " + realmId + " was disconnected while its tokens were refreshed");
        }
    }

    /** @param cipher asked when it is first needed, since its key may be in a file */
    public StateTokenStore(Node node, Supplier<TokenCipher> cipher, Time time) {
        this.node = node;
        this.state = node.state();
        this.table = new TokenTable(state);
        this.rows = new TokenRows(cipher);
        this.time = time;
    }

    @Override
    public Optional<Token> load(String realmId) {
        Unsaved newer = unsaved.get(realmId);
        if (newer != null) {
            // The only place where they are.
            try {
                return Optional.of(committed(newer, state.writeNow(connection -> keep(connection, newer))));
            } catch (DisconnectedException e) {
                unsaved.remove(realmId, newer);
            }
        }
        long before = seen.of(realmId);
        TokenTable.TokenRow row = state.readNow(connection -> table.find(connection, realmId));
        seen.read(realmId, before, version(row));
        return Optional.ofNullable(rows.token(row));
    }

    private Token committed(Kept kept) {
        seen.committed(kept.token.realmId(), kept.version);
        return kept.token;
    }

    private Token committed(Unsaved saved, Kept kept) {
        unsaved.remove(kept.token.realmId(), saved);
        return committed(kept);
    }

    @Override
    public Set<String> list() {
        return new TreeSet<>(state.readNow(table::realms));
    }

    @Override
    public void save(Token token) {
        committed(state.writeNow(connection -> {
            TokenTable.TokenRow before = table.lock(connection, token.realmId());
            // What cannot be decrypted is not overwritten: perhaps it is only the key that is wrong.
            rows.token(before);
            return put(connection, before, token);
        }));
        unsaved.remove(token.realmId());
    }

    @Override
    public void remove(String realmId) {
        unsaved.remove(realmId);
        state.writeNow(connection -> {
            table.remove(connection, realmId);
            return null;
        });
    }

    /**
     * A company that is new, or connected again, begins with the time in microseconds, which is higher than any version
     * before: tokens do not change a thousand times in a millisecond.
     */
    private Kept put(Connection connection, TokenTable.TokenRow before, Token token) throws SQLException {
        long version = before == null ? state.now(connection) * 1_000 : before.version() + 1;
        table.put(connection, rows.row(token, version));
        return new Kept(token, version);
    }

    private static long version(TokenTable.TokenRow row) {
        return row == null ? 0 : row.version();
    }

    @Override
    public CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function) {
        return refreshes.enqueue(
                realmId, () -> lease(realmId).thenCompose(lease -> Stage.failing(() -> refreshed(realmId, function))
                        .handle((token, failure) -> node.release(name(realmId))
                                .handle((released, unable) -> failure == null
                                        ? CompletableFuture.completedFuture(token)
                                        : CompletableFuture.<Token>failedFuture(Failures.cause(failure)))
                                .thenCompose(Function.identity()))
                        .thenCompose(Function.identity())));
    }

    private static String name(String realmId) {
        return "token/" + realmId;
    }

    /** Waits while another node refreshes the company. */
    private CompletionStage<Lease> lease(String realmId) {
        return node.acquire(name(realmId)).thenCompose(lease -> {
            if (lease != null) {
                return CompletableFuture.completedFuture(lease);
            }
            CompletableFuture<Void> later = new CompletableFuture<>();
            time.after(LOOK_AGAIN, () -> later.complete(null));
            return later.thenCompose(now -> lease(realmId));
        });
    }

    private CompletionStage<Token> refreshed(String realmId, Function<Token, CompletionStage<Token>> function) {
        long before = seen.of(realmId);
        return state.read(connection -> Optional.ofNullable(table.find(connection, realmId)))
                .thenCompose(row -> {
                    seen.read(realmId, before, version(row.orElse(null)));
                    Unsaved newer = unsaved.get(realmId);
                    if (newer != null && row.isEmpty() && newer.kept != null) {
                        // Disconnected meanwhile.
                        unsaved.remove(realmId, newer);
                        newer = null;
                    }
                    boolean isSaved = newer == null;
                    Token kept = newer != null ? newer.next : rows.token(row.orElse(null));
                    return function.apply(kept).thenCompose(next -> {
                        if (next.equals(kept) && isSaved) {
                            return CompletableFuture.completedFuture(next);
                        }
                        Unsaved now = new Unsaved(kept, next, version(row.orElse(null)));
                        unsaved.put(realmId, now);
                        return saved(now, 1);
                    });
                });
    }

    private CompletionStage<Token> saved(Unsaved tokens, int attempt) {
        String realmId = tokens.next.realmId();
        return state.write(connection -> keep(connection, tokens))
                .thenApply(kept -> committed(tokens, kept))
                .exceptionallyCompose(failure -> {
                    if (Failures.cause(failure) instanceof DisconnectedException) {
                        unsaved.remove(realmId, tokens);
                        return CompletableFuture.failedFuture(Failures.cause(failure));
                    }
                    if (attempt >= SAVE_ATTEMPTS) {
                        LOG.error(
                                "The new tokens of company {} cannot be saved. They stay in memory, and the next attempt "
                                        + "saves them. The former refresh token is valid for one more day: {}",
                                realmId,
                                Failures.cause(failure).getMessage());
                        return CompletableFuture.failedFuture(Failures.cause(failure));
                    }
                    CompletableFuture<Void> later = new CompletableFuture<>();
                    time.after(FIRST_RETRY.multipliedBy(1L << attempt), () -> later.complete(null));
                    return later.thenCompose(again -> saved(tokens, attempt + 1));
                });
    }

    /** The tokens that count from now on. */
    private Kept keep(Connection connection, Unsaved tokens) throws SQLException {
        String realmId = tokens.next.realmId();
        TokenTable.TokenRow row = table.lock(connection, realmId);
        if (row == null && tokens.kept != null) {
            throw new DisconnectedException(realmId);
        }
        Token next = tokens.next;
        if (version(row) != tokens.version) {
            // Somebody else was at it too. The newer ones count; the refresh token of the others may be the good one.
            Token other = rows.token(row);
            if (next.accessToken() != null && next.accessToken().equals(other.accessToken())) {
                // These, by an attempt whose answer was lost.
                return new Kept(other, version(row));
            }
            boolean mineIsNewer = other.refreshed() == null
                    || next.refreshed() != null && !next.refreshed().isBefore(other.refreshed());
            next = mineIsNewer ? next.withFormer(other.refreshToken()) : other.withFormer(next.refreshToken());
        }
        return put(connection, row, next);
    }

    /** Between tokens and rows: each secret encrypted for its company and column. */
    private static final class TokenRows {

        private static final String ACCESS = "access_token";
        private static final String REFRESH = "refresh_token";
        private static final String FORMER = "former_refresh_token";

        private final Supplier<TokenCipher> source;
        private volatile TokenCipher made;

        TokenRows(Supplier<TokenCipher> source) {
            this.source = source;
        }

        private TokenCipher cipher() {
            TokenCipher now = made;
            if (now == null) {
                synchronized (this) {
                    now = made == null ? source.get() : made;
                    made = now;
                }
            }
            return now;
        }

        TokenTable.TokenRow row(Token token, long version) {
            return new TokenTable.TokenRow(
                    token.realmId(),
                    encrypted(token, ACCESS, token.accessToken()),
                    millis(token.accessExpires()),
                    encrypted(token, REFRESH, token.refreshToken()),
                    millis(token.refreshExpires()),
                    encrypted(token, FORMER, token.formerRefreshToken()),
                    millis(token.hardExpires()),
                    millis(token.refreshed()),
                    token.companyName(),
                    version);
        }

        private String encrypted(Token token, String column, String secret) {
            return secret == null ? null : cipher().encrypt(token.realmId(), column, secret);
        }

        /** Null for null. */
        Token token(TokenTable.TokenRow row) {
            return row == null
                    ? null
                    : new Token(
                            row.realmId(),
                            decrypted(row, ACCESS, row.accessToken()),
                            instant(row.accessExpires()),
                            decrypted(row, REFRESH, row.refreshToken()),
                            instant(row.refreshExpires()),
                            decrypted(row, FORMER, row.formerRefreshToken()),
                            instant(row.hardExpires()),
                            instant(row.refreshed()),
                            row.companyName());
        }

        private String decrypted(TokenTable.TokenRow row, String column, String secret) {
            return secret == null ? null : cipher().decrypt(row.realmId(), column, secret);
        }

        private static Long millis(Instant time) {
            return time == null ? null : time.toEpochMilli();
        }

        private static Instant instant(Long millis) {
            return millis == null ? null : Instant.ofEpochMilli(millis);
        }
    }
}
