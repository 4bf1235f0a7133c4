package org.camelquickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.extension.MetaDataExtension;
import org.apache.camel.component.extension.metadata.AbstractMetaDataExtension;
import org.apache.camel.component.extension.metadata.MetaDataBuilder;
import org.camelquickbooks.model.EntityCatalogue;

/** The JSON Schema of an entity, for tools: the parameter {@code entity} names it. */
@SuppressWarnings("deprecation")
class QuickBooksMetaDataExtension extends AbstractMetaDataExtension {

    @Override
    public Optional<MetaDataExtension.MetaData> meta(Map<String, Object> parameters) {
        Object entity = parameters.get("entity");
        if (entity == null || EntityCatalogue.get().find(entity.toString()) == null) {
            return Optional.empty();
        }
        return Optional.of(MetaDataBuilder.on(getCamelContext())
                .withAttribute(MetaDataExtension.MetaData.CONTENT_TYPE, "application/schema+json")
                .withAttribute(MetaDataExtension.MetaData.JAVA_TYPE, JsonNode.class)
                .withPayload(EntityCatalogue.get().schema(entity.toString()))
                .build());
    }
}
