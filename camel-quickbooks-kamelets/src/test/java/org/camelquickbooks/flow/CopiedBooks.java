package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.EntityType.Ability;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryStatement;

/** A copy, compared with the books that QuickBooks shows. */
final class CopiedBooks {

    private static final List<String> COMPUTED = List.of(
            "Balance",
            "BalanceWithJobs",
            "CurrentBalance",
            "CurrentBalanceWithSubAccounts",
            "QtyOnHand",
            "QtyOnPurchaseOrder");

    private final DataSource source;
    private final ProducerTemplate template;
    private final String realmId;

    CopiedBooks(DataSource source, ProducerTemplate template, String realmId) {
        this.source = source;
        this.template = template;
        this.realmId = realmId;
    }

    DataSource source() {
        return source;
    }

    /** The first column of all rows. */
    List<String> all(String sql) {
        List<String> all = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return all;
    }

    /** Amounts by their key, without those that are zero. */
    Map<String, BigDecimal> amounts(String sql) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                BigDecimal amount = rows.getBigDecimal(2).setScale(2, RoundingMode.HALF_EVEN);
                if (amount.signum() != 0) {
                    amounts.put(rows.getString(1), amount);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return amounts;
    }

    String one(String sql) {
        List<String> all = all(sql);
        assertThat(all).as(sql).hasSize(1);
        return all.get(0);
    }

    void execute(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Each row of each entity is there as QuickBooks has it, and no other; computed fields are another matter. */
    void equalTheCompany() {
        equalTheCompany(
                false,
                EntityCatalogue.get().names().stream()
                        .filter(CopiedBooks::isCopied)
                        .toArray(String[]::new));
    }

    /** The same of some entities. */
    void equalTheCompany(String... entities) {
        equalTheCompany(false, entities);
    }

    /** @param computed whether the fields too that QuickBooks computes with each answer */
    void equalTheCompany(boolean computed, String... entities) {
        for (String name : entities) {
            EntityType type = EntityCatalogue.get().type(name);
            assertThat(kept(copy(type), computed)).as(name).isEqualTo(kept(company(type), computed));
        }
    }

    private static Map<String, JsonNode> kept(Map<String, JsonNode> rows, boolean computed) {
        if (!computed) {
            rows.values().stream().filter(row -> !row.has("TxnDate")).forEach(row -> ((ObjectNode) row)
                    .remove(COMPUTED));
        }
        return rows;
    }

    private static boolean isCopied(String name) {
        return EntityCatalogue.get().type(name).can(Ability.QUERY)
                && !List.of("Attachable", "ExchangeRate", "RecurringTransaction")
                        .contains(name);
    }

    Map<String, JsonNode> copy(EntityType type) {
        Map<String, JsonNode> copy = new TreeMap<>();
        all("SELECT json FROM qbo_" + table(type.name()) + " WHERE deleted_at IS NULL AND realm_id = '" + realmId + "'")
                .forEach(json -> {
                    JsonNode row = Json.parsed(json);
                    copy.put(row.path("Id").asText(), row);
                });
        return copy;
    }

    static String table(String entity) {
        return entity.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase();
    }

    private Map<String, JsonNode> company(EntityType type) {
        String statement = type.kind() == EntityType.Category.SINGLE
                ? "SELECT * FROM " + type.name()
                : QueryStatement.all("*", type).toString();
        JsonNode rows = template.requestBodyAndHeaders(
                "quickbooks:query",
                null,
                Map.of(QuickBooksConstants.QUERY, statement, QuickBooksConstants.REALM_ID, realmId),
                JsonNode.class);
        Map<String, JsonNode> books = new TreeMap<>();
        rows.forEach(row -> books.put(row.path("Id").asText(), row));
        return books;
    }
}
