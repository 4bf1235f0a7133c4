package org.camelquickbooks.client.oauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camelquickbooks.client.disk.FileTurn;
import org.camelquickbooks.client.disk.SafeFile;

/**
 * Encrypted tokens, a file for each company. A file is replaced as a whole or not at all, and who refreshes a company's
 * tokens holds its lock, so that processes of one machine can share the directory.
 */
public final class FileTokenStore implements TokenStore {

    private static final String ENDING = ".token";

    private final Path directory;
    private final TokenJson json;
    private final HeldRefresh refreshing = new HeldRefresh();

    FileTokenStore(Path directory, TokenCipher cipher) {
        this.directory = directory;
        this.json = new TokenJson(cipher);
    }

    /** @param keys base64 of 32 bytes each, with commas; the first encrypts, all decrypt */
    public FileTokenStore(Path directory, String keys) {
        this(directory, new TokenCipher(keys));
    }

    /**
     * The store in the state directory of a component.
     *
     * @param secretKey the option; null where none is given
     * @param environment the key from the environment; null where it is not set
     */
    public static FileTokenStore in(Path stateDirectory, String secretKey, String environment) {
        TokenCipher cipher = TokenKeys.cipher(secretKey, environment, stateDirectory.resolve("token.key"));
        return new FileTokenStore(stateDirectory.resolve("tokens"), cipher);
    }

    private Path file(String realmId) {
        if (!realmId.matches("\\w+")) {
            throw new IllegalArgumentException("The realmId '" + realmId + "' is not one");
        }
        return directory.resolve(realmId + ENDING);
    }

    @Override
    public Optional<Token> load(String realmId) {
        Path file = file(realmId);
        try {
            return Optional.of(json.read(realmId, Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; the file " + file + " is left as it is", e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "The tokens in " + directory + " cannot be read or kept: " + e
                        + "; set stateDirectory to a directory that can be written, or a tokenStore",
                e);
    }

    @Override
    public Set<String> list() {
        if (!Files.isDirectory(directory)) {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.list(directory)) {
            Set<String> realms = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .forEach(name -> realms.add(name.substring(0, name.length() - ENDING.length())));
            return realms;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void save(Token token) {
        alone(token.realmId(), () -> {
            // What cannot be read is not overwritten: perhaps it is only the key that is wrong.
            load(token.realmId());
            write(token);
            return token;
        });
    }

    private void write(Token token) {
        try {
            SafeFile.replace(file(token.realmId()), json.write(token));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void remove(String realmId) {
        alone(realmId, () -> {
            try {
                Files.deleteIfExists(file(realmId));
                return null;
            } catch (IOException e) {
                throw failed(e);
            }
        });
    }

    @Override
    public CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function) {
        return refreshing.run(() -> alone(realmId, () -> {
            Token kept = load(realmId).orElse(null);
            Token next = function.apply(kept).toCompletableFuture().join();
            if (!next.equals(kept)) {
                write(next);
            }
            return next;
        }));
    }

    private Token alone(String realmId, Supplier<Token> work) {
        try {
            return FileTurn.take(directory.resolve(realmId + ".lock"), work::get);
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
