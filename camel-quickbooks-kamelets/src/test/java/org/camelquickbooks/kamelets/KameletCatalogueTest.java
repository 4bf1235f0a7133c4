package org.camelquickbooks.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.kamelets.catalog.KameletsCatalog;
import org.apache.camel.v1.Kamelet;
import org.apache.camel.v1.kameletspec.Definition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tools such as Kaoto and Camel JBang read Kamelets with Camel's own catalogue: with this jar on its class path it has ours. */
class KameletCatalogueTest {

    private static final KameletsCatalog CATALOGUE = new KameletsCatalog();
    private static final Map<String, JsonNode> OURS = Catalogue.kamelets();

    static Stream<String> names() {
        return OURS.keySet().stream();
    }

    @Test
    void itHasAllOfThem() {
        assertThat(OURS).isNotEmpty();
        assertThat(CATALOGUE.getKameletsName()).containsAll(OURS.keySet());
        assertThat(CATALOGUE.getKameletByProvider("Camel QuickBooks")).hasSize(OURS.size());
        assertThat(CATALOGUE.getKameletsByGroups("QuickBooks")).hasSize(OURS.size());
        assertThat(CATALOGUE.getKameletsByNamespace("Accounting")).hasSize(OURS.size());
    }

    @Test
    void itKnowsTheirTypes() {
        for (String type : List.of("source", "sink", "action")) {
            assertThat(CATALOGUE.getKameletsByType(type)).as(type).hasSize((int)
                    names().filter(name -> name.endsWith("-" + type)).count());
        }
    }

    /** The words that a tool shows, the properties that it asks for, and what runs. */
    @ParameterizedTest
    @MethodSource("names")
    void aToolCanShowAndRunIt(String name) {
        JsonNode definition = OURS.get(name).at("/spec/definition");
        Definition shown = CATALOGUE.getKameletDefinition(name);
        assertThat(shown.getTitle()).isEqualTo(definition.path("title").asText());
        assertThat(shown.getDescription())
                .isEqualTo(definition.path("description").asText());
        assertThat(shown.getProperties().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        () -> definition.path("properties").fieldNames());
        List<String> required = CATALOGUE.getKameletRequiredProperties(name);
        assertThat(required == null ? 0 : required.size())
                .isEqualTo(definition.path("required").size());
        assertThat(CATALOGUE.getKameletDependencies(name))
                .anyMatch(dependency -> dependency.contains("org.camelquickbooks:camel-quickbooks"));
        Kamelet kamelet = CATALOGUE.getKamelets().get(name);
        assertThat(kamelet).isNotNull();
        assertThat(CATALOGUE.getKameletTemplate(name)).isNotNull();
    }
}
