package org.camelquickbooks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever fails, at whatever step of the database or of the network: each document once, each change delivered, every
 * exchange ended, nothing left running, and a clean stop and start. In the default build a sample; all of it with {@code
 * -Psteps}.
 */
class EveryStepTest {

    @TempDir
    Path directory;

    static Stream<Scenario> scenarios() {
        String only = System.getProperty("steps.only", "");
        return Stream.of(WriteScenario.all(), ChangeScenario.all())
                .flatMap(List::stream)
                .filter(scenario -> scenario.name().contains(only));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyStepMayFail(Scenario scenario) {
        Survey survey = Survey.of(scenario, directory);
        assertThat(survey.failed()).as(survey.table()).isEmpty();
    }
}
