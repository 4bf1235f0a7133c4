package org.camelquickbooks.flow.replica;

import java.util.List;
import org.apache.camel.CamelContext;
import org.camelquickbooks.flow.QuickBooksReplicaEvent;
import org.camelquickbooks.flow.QuickBooksReplicaEvent.Kind;
import org.camelquickbooks.model.EntityType;

/** What a company's copy has to report. It is sent when what it says is committed. */
record Reports(CamelContext context, String realmId) {

    void send(Kind kind, String entity, String detail) {
        QuickBooksReplicaEvent.send(context, realmId, kind, entity, detail);
    }

    void newFields(EntityType type, List<String> fields) {
        fields.forEach(field -> send(Kind.NEW_FIELD, type.name(), field));
    }
}
