package org.camelquickbooks.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Spring Boot knows of the options is what the component has; {@code -Dsources.write=true} brings it up to them. */
class ConfigurationSourceTest {

    private static final Path SOURCE =
            Path.of("src/generated/java/org/camelquickbooks/springboot/QuickBooksComponentConfiguration.java");
    private static final Path DEFAULTS =
            Path.of("src/generated/resources/META-INF/additional-spring-configuration-metadata.json");

    @Test
    void theOptionsAreTheComponents() throws IOException {
        ConfigurationSource generated = new ConfigurationSource();
        check(SOURCE, generated.source());
        check(DEFAULTS, generated.defaults());
    }

    private static void check(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("sources.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
        }
        assertThat(Files.readString(file))
                .as("%s; write it anew with -Dsources.write=true", file)
                .isEqualTo(wanted);
    }

    @Test
    void toolsHaveADescriptionOfEachOption() throws IOException {
        JsonNode metadata = new ObjectMapper()
                .readTree(getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json"));
        Set<String> described = new HashSet<>();
        for (JsonNode property : metadata.path("properties")) {
            assertThat(property.path("description").asText())
                    .as(property.path("name").asText())
                    .isNotBlank();
            described.add(property.path("name").asText());
        }
        for (String name : new ConfigurationSource().names()) {
            assertThat(described).contains("camel.component.quickbooks." + ConfigurationSource.kebab(name));
        }
        assertThat(described).contains("camel.component.quickbooks.jdbc.enabled");
    }
}
