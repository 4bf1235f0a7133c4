package org.camelquickbooks.checks.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.SandboxCompany;

/** What scenarios put into a company, and what they look up there. */
final class Books {

    static final String CUSTOMER = "Fjord Kitchens";
    static final String ITEM = "Steps";

    private Books() {}

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.EXACT.readTree(text.replace('`', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A customer and an item to sell. */
    static void stock(SandboxCompany company) {
        company.create("Customer", json("{`DisplayName`:`" + CUSTOMER + "`}"));
        company.create(
                "Item",
                json("{`Name`:`" + ITEM + "`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`" + income(company)
                        + "`}}"));
    }

    /** An account for what is sold. */
    static String income(SandboxCompany company) {
        return company.query("select * from Account where AccountType = 'Income' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
    }

    static String id(SandboxCompany company, String entity, String property, String value) {
        List<ObjectNode> found = company.query("select * from " + entity + " where " + property + " = '" + value + "'");
        return found.get(0).path("Id").asText();
    }

    static ObjectNode invoice(SandboxCompany company, String number, String amount) {
        return json("{`DocNumber`:`" + number + "`,`CustomerRef`:{`value`:`"
                + id(company, "Customer", "DisplayName", CUSTOMER) + "`},`Line`:[{`Amount`:" + amount
                + ",`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                + id(company, "Item", "Name", ITEM) + "`}}}]}");
    }
}
