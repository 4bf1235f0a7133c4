package org.camelquickbooks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.camelquickbooks.model.EntityType.Ability;
import org.camelquickbooks.model.Nearest;

/** What the path of an endpoint says is to be done. */
public enum QuickBooksOperation {
    CREATE(Ability.CREATE),
    READ(Ability.READ),
    UPDATE(Ability.UPDATE),
    UPSERT(Ability.CREATE),
    DELETE(Ability.DELETE),
    VOID(Ability.VOID),
    DEACTIVATE(Ability.DEACTIVATE),
    SEND(Ability.SEND),
    PDF(Ability.PDF),
    QUERY(null),
    BATCH(null),
    CDC(null),
    WEBHOOK(null),
    CONNECT(null),
    UPLOAD(null),
    DOWNLOAD(null),
    REPORT(null),
    REQUEST(null);

    private final Ability ability;

    QuickBooksOperation(Ability ability) {
        this.ability = ability;
    }

    /** Whether an entity has to follow in the path. */
    public boolean isOfEntity() {
        return ability != null;
    }

    /** Whether it may change the books. */
    public boolean isWrite() {
        return switch (this) {
            case CREATE, UPDATE, UPSERT, DELETE, VOID, DEACTIVATE, BATCH, SEND, UPLOAD, REQUEST -> true;
            default -> false;
        };
    }

    /** What an entity must be able to, or null. */
    public Ability ability() {
        return ability;
    }

    /** As it is written in a URI. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException that suggests the nearest where there is none */
    public static QuickBooksOperation of(String word) {
        return Arrays.stream(values())
                .filter(o -> o.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no operation '" + word + "'"
                        + Nearest.suggest(word, words()) + " Operations are " + String.join(", ", words())));
    }

    private static List<String> words() {
        return Arrays.stream(values()).map(QuickBooksOperation::word).toList();
    }
}
