package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.Exchange;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.EntityType.Ability;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who reads an entity, changes a field and sends it back need not know what QuickBooks insists on. */
class ReadChangeUpdateTest extends RouteTest {

    @TestFactory
    List<DynamicTest> readChangeUpdateWorksFor() {
        return EntityCatalogue.get().names().stream()
                .map(EntityCatalogue.get()::type)
                .filter(type -> type.can(Ability.READ) && type.can(Ability.UPDATE) && type.can(Ability.QUERY))
                .map(EntityType::name)
                // Has no Id: a rate is written for a currency and a day.
                .filter(name -> !name.equals("ExchangeRate") && !name.equals("RecurringTransaction"))
                .filter(name -> !company()
                        .query("select * from " + name + " maxresults 1")
                        .isEmpty())
                .map(name -> DynamicTest.dynamicTest(name, () -> walks(name)))
                .toList();
    }

    private void walks(String entity) {
        List<ObjectNode> rows = company().query("select * from " + entity + " orderby Id maxresults 1");
        String id = rows.get(0).path("Id").asText();
        ObjectNode read = (ObjectNode) answer(send("quickbooks:read/" + entity, id));
        String field = changeable(entity);
        if (field != null) {
            read.put(field, "As changed");
        }
        Exchange updated = send("quickbooks:update/" + entity, read);
        assertThat(updated.getException()).isNull();
        if (field != null) {
            assertThat(answer(updated).path(field).asText()).isEqualTo("As changed");
        }
    }

    private static String changeable(String entity) {
        EntityType type = EntityCatalogue.get().type(entity);
        if (type.kind() == EntityType.Category.TXN && !entity.equals("TimeActivity")) {
            return "PrivateNote";
        }
        return switch (entity) {
            case "Customer" -> "Notes";
            case "Item", "Account", "TimeActivity" -> "Description";
            case "Vendor" -> "AcctNum";
            default -> null;
        };
    }

    @Test
    void aSparseUpdateBringsAlongWhatQuickBooksInsistsOn() {
        for (String entity : List.of("Bill", "Purchase")) {
            JsonNode row = company()
                    .query("select * from " + entity + " orderby Id desc maxresults 1")
                    .get(0);
            ObjectNode change = json("{`PrivateNote`:`later`}");
            change.set("Id", row.get("Id"));
            JsonNode looked = answer(send("quickbooks:update/" + entity, change.deepCopy()));
            assertThat(looked.path("PrivateNote").asText()).as(entity).isEqualTo("later");
            change.put("PrivateNote", "later still").set("SyncToken", looked.get("SyncToken"));
            assertThat(answer(send("quickbooks:update/" + entity, change))
                            .path("PrivateNote")
                            .asText())
                    .as(entity)
                    .isEqualTo("later still");
        }
    }
}
