package org.camelquickbooks.examples.crmcontacts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.examples.Demo;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/** Contacts of a CRM become customers, and customers contacts; no change comes back. */
public final class CrmContacts {

    private CrmContacts() {}

    public static Outcome run(Map<String, String> properties, PrintStream out) throws Exception {
        QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .port(0)
                .withCompany(QuickBooksSandbox.US_REALM)
                .empty()
                .start();
        try (Crm crm = new Crm();
                Demo demo = new Demo("crm-contacts", out, properties, sandbox)) {
            demo.set("crm.address", crm.url().substring("http://".length()));
            demo.say("A CRM on this machine: " + crm.url() + "/contacts");
            demo.start(new Routes());
            return show(demo, crm, sandbox.company());
        }
    }

    private static Outcome show(Demo demo, Crm crm, SandboxCompany company) throws Exception {
        crm.put("crm-1", Json.object().put("name", "Fjord Kitchens").put("phone", "555-0100"));
        demo.await("A contact of the CRM was copied to QuickBooks", () -> phone(company, "Fjord Kitchens")
                .equals("555-0100"));
        company.create(
                "Customer", "{\"DisplayName\":\"Harbour Cafe\",\"PrimaryPhone\":{\"FreeFormNumber\":\"555-0200\"}}");
        demo.await(
                "A customer was copied to the CRM",
                () -> crm.find("Harbour Cafe") != null
                        && crm.find("Harbour Cafe").path("phone").asText().equals("555-0200"));
        String id = crm.find("Harbour Cafe").path("id").asText();
        crm.put(id, crm.find("Harbour Cafe").put("phone", "555-0201"));
        demo.await("A change in the CRM was copied to QuickBooks", () -> phone(company, "Harbour Cafe")
                .equals("555-0201"));
        int changes = crm.changes();
        String version = customer(company, "Harbour Cafe").path("SyncToken").asText();
        company.create("Customer", "{\"DisplayName\":\"One more\"}");
        demo.await("No change was sent back to its source", () -> crm.find("One more") != null);
        boolean quiet = crm.changes() == changes + 1
                && customer(company, "Harbour Cafe").path("SyncToken").asText().equals(version);
        return demo.outcome(
                quiet,
                quiet
                        ? "contacts and customers were kept the same in both directions, and no change came back"
                        : "a change came back");
    }

    private static JsonNode customer(SandboxCompany company, String name) {
        List<? extends JsonNode> rows = company.query("select * from Customer where DisplayName = '" + name + "'");
        return rows.isEmpty() ? Json.object() : rows.get(0);
    }

    private static String phone(SandboxCompany company, String name) {
        return customer(company, name).at("/PrimaryPhone/FreeFormNumber").asText();
    }
}
