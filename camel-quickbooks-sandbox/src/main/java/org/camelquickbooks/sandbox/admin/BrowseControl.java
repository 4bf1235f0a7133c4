package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.call.Handler;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.query.QueryService;

/** Looks into the books: queries, entities and their relations, PDFs. Without tokens, limits, faults and the log. */
final class BrowseControl {

    private final Control sandbox;

    BrowseControl(Control sandbox) {
        this.sandbox = sandbox;
    }

    /** A fault of the service is said to who controls the sandbox as any other mistake. */
    static Handler withFaults(Handler handler) {
        return call -> {
            try {
                return handler.handle(call);
            } catch (QuickBooksFault fault) {
                String message = fault.code().message();
                boolean repeats = fault.detail().startsWith(message);
                return AdminService.error(400, repeats ? fault.detail() : message + ": " + fault.detail());
            }
        };
    }

    /** The entities, and what can be done with each. */
    Answer catalogue(Call call) {
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("entities");
        for (EntityType type : Catalogue.get().types()) {
            list.addObject()
                    .put("name", type.name())
                    .put("path", type.path())
                    .put("nameKey", type.nameKey())
                    .put("transaction", type.isTransaction())
                    .put("queried", type.allows('Q'))
                    .put("printed", type.allows('P'))
                    .put("mailed", type.allows('E'));
        }
        return Answer.json(node);
    }

    /** {@code {"statement":"select * from Invoice"}}. */
    Answer query(Call call) {
        ControlledCompany company = sandbox.company(call.variable("realm"));
        QueryService.Result result = company.find(ControlBody.required(ControlBody.body(call), "statement"));
        ObjectNode node = Json.object().put("entity", result.entity()).put("startPosition", result.startPosition());
        if (result.count()) {
            return Answer.json(node.put("totalCount", result.total()));
        }
        ArrayNode rows = node.putArray("rows");
        result.rows().forEach(row -> rows.add(Json.parse(row)));
        return Answer.json(node);
    }

    /** An entity with what it refers to and what refers to it. */
    Answer entity(Call call) {
        ControlledCompany company = sandbox.company(call.variable("realm"));
        String name = type(call).name();
        String id = call.variable("id");
        ObjectNode node = Json.object().put("entity", name).put("id", id);
        node.set("document", company.read(name, id));
        node.set("references", ControlBody.MAPPER.valueToTree(company.references(name, id)));
        node.set("referrers", ControlBody.MAPPER.valueToTree(company.referrers(name, id)));
        return Answer.json(node);
    }

    Answer pdf(Call call) {
        ControlledCompany company = sandbox.company(call.variable("realm"));
        return Answer.bytes("application/pdf", company.pdf(type(call).name(), call.variable("id")))
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static EntityType type(Call call) {
        EntityType type = Catalogue.get().find(call.variable("entity"));
        if (type == null) {
            throw new IllegalArgumentException("There is no entity " + call.variable("entity"));
        }
        return type;
    }
}
