package org.camelquickbooks.sandbox.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs between entities stands in the catalogue; the classes through which all of them go name none. */
class NamesInCodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"entity/EntityService", "http/Api", "http/Batch"})
    void noEntityIsNamed(String source) throws IOException {
        String code = Files.readString(Path.of("src/main/java/org/camelquickbooks/sandbox/" + source + ".java"));
        for (EntityType type : Catalogue.get().types()) {
            assertThat(code).doesNotContain("\"" + type.name() + "\"");
        }
    }
}
