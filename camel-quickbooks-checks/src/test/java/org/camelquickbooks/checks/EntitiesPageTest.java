package org.camelquickbooks.checks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.EntityType.Ability;
import org.junit.jupiter.api.Test;

/** The table of docs/entities.md is that of the catalogue. -Ddocs.write=true writes it again. */
class EntitiesPageTest {

    private static final Map<String, Ability> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("create", Ability.CREATE);
        COLUMNS.put("read", Ability.READ);
        COLUMNS.put("query", Ability.QUERY);
        COLUMNS.put("update", Ability.UPDATE);
        COLUMNS.put("sparse", Ability.SPARSE_UPDATE);
        COLUMNS.put("delete", Ability.DELETE);
        COLUMNS.put("void", Ability.VOID);
        COLUMNS.put("deactivate", Ability.DEACTIVATE);
        COLUMNS.put("send", Ability.SEND);
        COLUMNS.put("pdf", Ability.PDF);
    }

    @Test
    void theTableIsThatOfTheCatalogue() throws IOException {
        PageWithTables.check(Pages.ROOT.resolve("docs/entities.md"), Map.of("entities", table()));
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| entity | kind |");
        COLUMNS.keySet().forEach(column -> table.append(' ').append(column).append(" |"));
        table.append(" changes | webhooks | key |\n|---|---|")
                .append(":-:|".repeat(COLUMNS.size() + 1))
                .append("---|---|\n");
        for (String name : new TreeSet<>(EntityCatalogue.get().names())) {
            row(EntityCatalogue.get().type(name), table);
        }
        return table.toString();
    }

    private static void row(EntityType type, StringBuilder table) {
        table.append("| ").append(type.name()).append(" | ").append(kind(type)).append(" |");
        COLUMNS.values().forEach(ability -> table.append(mark(type.can(ability))));
        String key = key(type);
        table.append(mark(type.hasCdc()))
                .append(' ')
                .append(events(type))
                .append(" | ")
                .append(key == null ? "" : "`" + key + "`")
                .append(" |\n");
    }

    /** The field by which upsert and read look for one, where the entity has it. */
    private static String key(EntityType type) {
        String key = type.can(Ability.QUERY) ? type.defaultKey() : null;
        boolean hasKey = key != null
                && EntityCatalogue.get().schema(type.name()).path("properties").has(key);
        return hasKey ? key : null;
    }

    private static String kind(EntityType type) {
        return switch (type.kind()) {
            case LIST -> "list";
            case TXN -> "transaction";
            case SINGLE -> "single";
        };
    }

    private static String mark(boolean is) {
        return is ? " ✓ |" : "  |";
    }

    /** One letter each, which the page explains. */
    private static String events(EntityType type) {
        return String.join(" ", type.webhook().split(""));
    }
}
