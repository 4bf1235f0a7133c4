package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools find the component in its jar as they find Camel's own, and read its entry of the catalogue. */
class CatalogueTest {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private Properties listed;

    @BeforeEach
    void readWhatTheJarLists() throws IOException {
        listed = null;
        // Camel's own jars on the class path have a file of the same name.
        for (URL url : Collections.list(getClass().getClassLoader().getResources(SERVICES + "component.properties"))) {
            Properties each = read(url.openStream());
            if (each.getProperty("components").equals("quickbooks")) {
                assertThat(listed).isNull();
                listed = each;
            }
        }
        assertThat(listed).as("the list of the component's own jar").isNotNull();
    }

    private static Properties read(InputStream resource) throws IOException {
        Properties properties = new Properties();
        try (resource) {
            properties.load(resource);
        }
        return properties;
    }

    /** As tools do: from the list to the name, from the name to the class, from the class to the entry. */
    private CamelCatalog catalogueWithTheComponent() throws IOException {
        CamelCatalog catalogue = new DefaultCamelCatalog();
        String name = listed.getProperty("components");
        Properties service = read(getClass().getClassLoader().getResourceAsStream(SERVICES + "component/" + name));
        catalogue.addComponent(name, service.getProperty("class"));
        return catalogue;
    }

    @Test
    void theCatalogueHasTheEntry() throws IOException {
        CamelCatalog catalogue = catalogueWithTheComponent();
        assertThat(catalogue.findComponentNames()).contains("quickbooks");
        JsonNode entry = new ObjectMapper()
                .readTree(catalogue.componentJSonSchema("quickbooks"))
                .path("component");
        assertThat(entry.path("title").asText()).isEqualTo("QuickBooks");
        for (String coordinate : new String[] {"groupId", "artifactId", "version"}) {
            assertThat(listed.getProperty(coordinate))
                    .as(coordinate + " of component.properties")
                    .isEqualTo(entry.path(coordinate).asText());
        }
        assertThat(listed.getProperty("projectName")).startsWith("Camel QuickBooks");
        assertThat(listed.getProperty("projectDescription")).isNotBlank();
    }

    @Test
    void theCatalogueChecksUris() throws Exception {
        CamelCatalog catalogue = catalogueWithTheComponent();
        assertThat(catalogue.validateEndpointProperties("quickbooks:query?maxRows=5&paging=offset"))
                .matches(result -> result.isSuccess());
        assertThat(catalogue
                        .validateEndpointProperties("quickbooks:query?maxRows=five&paging=sideways&row=1")
                        .getNumberOfErrors())
                .isEqualTo(3);
        assertThat(catalogue.endpointProperties("quickbooks:create/Invoice?coalesce=true"))
                .isEqualTo(Map.of("operation", "create", "entity", "Invoice", "coalesce", "true"));
    }
}
