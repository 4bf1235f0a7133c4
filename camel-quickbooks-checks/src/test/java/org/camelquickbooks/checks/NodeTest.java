package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeTest {

    @ParameterizedTest
    @CsvSource({"v20.20.2, 20", "v8.10.0, 8", "v18.0.0-nightly, 18", "'', 0", "command not found, 0"})
    void theFirstNumberCounts(String version, int major) {
        assertThat(Node.major(version)).isEqualTo(major);
    }
}
