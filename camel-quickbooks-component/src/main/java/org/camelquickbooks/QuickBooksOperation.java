package org.camelquickbooks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.camelquickbooks.model.EntityType.Ability;
import org.camelquickbooks.model.Nearest;
import org.camelquickbooks.model.OneLine;

/** The operation in the path of an endpoint. */
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

    /** Whether the path must also have an entity. */
    public boolean isOfEntity() {
        return ability != null;
    }

    /** Whether the operation may change the books. */
    public boolean isWrite() {
        return switch (this) {
            case CREATE, UPDATE, UPSERT, DELETE, VOID, DEACTIVATE, BATCH, SEND, UPLOAD, REQUEST -> true;
            default -> false;
        };
    }

    /** The ability that the entity needs, or null. */
    public Ability ability() {
        return ability;
    }

    /** The word in a URI. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What other systems and components call these operations; the word on the left of each is ours. */
    private static final Map<QuickBooksOperation, List<String>> OTHER_WORDS = Map.ofEntries(
            Map.entry(CREATE, List.of("insert", "add", "new", "make", "post", "store")),
            Map.entry(READ, List.of("get", "fetch", "load", "retrieve", "show", "findbyid", "lookup")),
            Map.entry(UPDATE, List.of("change", "modify", "edit", "patch", "put", "set")),
            Map.entry(UPSERT, List.of("save", "merge", "createorupdate", "sync")),
            Map.entry(DELETE, List.of("remove", "destroy", "drop", "erase")),
            Map.entry(VOID, List.of("cancel", "reverse", "annul")),
            Map.entry(DEACTIVATE, List.of("disable", "archive", "inactivate", "hide")),
            Map.entry(SEND, List.of("email", "mail", "sendemail")),
            Map.entry(PDF, List.of("print", "render", "document")),
            Map.entry(QUERY, List.of("find", "list", "select", "search", "findall", "sql", "filter")),
            Map.entry(BATCH, List.of("bulk", "multi")),
            Map.entry(CDC, List.of("changes", "changed", "poll", "follow", "listen", "watch")),
            Map.entry(WEBHOOK, List.of("hook", "webhooks", "events", "subscribe", "notify")),
            Map.entry(CONNECT, List.of("oauth", "authorize", "login", "consent")),
            Map.entry(UPLOAD, List.of("attach", "import")),
            Map.entry(DOWNLOAD, List.of("attachment", "file")),
            Map.entry(REPORT, List.of("reports")),
            Map.entry(REQUEST, List.of("call", "http", "raw", "invoke", "rest")));

    /** @throws IllegalArgumentException that suggests the one that was meant, by meaning or spelling, where there is none */
    public static QuickBooksOperation of(String word) {
        return find(word)
                .orElseThrow(() -> new IllegalArgumentException("There is no operation '" + OneLine.of(word, 200) + "'"
                        + meant(word)
                                .map(meant -> "; did you mean '" + meant.word() + "'?")
                                .orElseGet(() -> {
                                    String near = Nearest.suggest(word, words());
                                    return near.isEmpty() ? "." : near;
                                })
                        + " Operations are " + String.join(", ", words())));
    }

    /** The operation with that name. */
    public static Optional<QuickBooksOperation> find(String word) {
        return Arrays.stream(values())
                .filter(o -> o.word().equalsIgnoreCase(word))
                .findFirst();
    }

    /** The operation for a synonym, such as insert for create. */
    public static Optional<QuickBooksOperation> meant(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return Arrays.stream(values())
                .filter(o -> OTHER_WORDS.get(o).contains(lower))
                .findFirst();
    }

    private static List<String> words() {
        return Arrays.stream(values()).map(QuickBooksOperation::word).toList();
    }
}
