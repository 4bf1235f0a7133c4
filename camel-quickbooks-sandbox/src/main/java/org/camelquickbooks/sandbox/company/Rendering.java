package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.json.Json;

/** Entities as they are answered: stored and computed fields. Only within {@link Company#read}. */
public final class Rendering {

    private final Company company;
    private final Bookkeeper bookkeeper;

    Rendering(Company company, Bookkeeper bookkeeper) {
        this.company = company;
        this.bookkeeper = bookkeeper;
    }

    public byte[] json(Table table, Row row) {
        return table.type().isAnsweredAsStored() ? row.json() : Json.bytes(tree(table, row));
    }

    public ObjectNode tree(Table table, Row row) {
        return complete(table.type(), row.copy());
    }

    /** Fills in what is worked out, also in the entity of a change that is not yet applied. */
    public ObjectNode complete(EntityType type, ObjectNode entity) {
        bookkeeper.complete(type.name(), entity, company);
        entity.remove(type.answers().unseen());
        return entity;
    }
}
