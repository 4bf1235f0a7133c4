package org.camelquickbooks.checks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever fails, at whatever step of the database or of the network: each document once, each change delivered, every
 * exchange ended, nothing left running, and a clean stop and start; on the same process, and where another node takes
 * over. In the default build a sample; all of it with {@code -Psteps}. It is here, and not with the component, because
 * the flows are among the scenarios, and this module sees both.
 */
class EveryStepTest {

    /** Of the writes, those that differ in how they are written down. */
    private static final Set<String> TAKEN_OVER = Set.of(
            "create",
            "five coalesced creates",
            "batch of 65",
            "change data capture",
            "webhook afterJournal",
            "token refresh",
            "invoice flow",
            "payment flow",
            "taken back invoice flow");

    private static final String ONLY = System.getProperty("steps.only", "");

    /** Whether all flows are taken over: not in the default build, which has to stay short. */
    private static final boolean ALL_FLOWS = !ONLY.isEmpty() || "full".equals(System.getProperty("steps.form"));

    @TempDir
    Path directory;

    static List<Scenario> scenarios() {
        List<Scenario> alone = Stream.of(WriteScenario.all(), ChangeScenario.all(), FlowScenario.all())
                .flatMap(List::stream)
                .toList();
        return Stream.concat(
                        alone.stream(),
                        alone.stream().filter(EveryStepTest::isTakenOver).map(TakeOver::new))
                .filter(scenario -> scenario.name().matches(ONLY.isEmpty() ? ".*" : ONLY))
                .toList();
    }

    private static boolean isTakenOver(Scenario scenario) {
        return TAKEN_OVER.contains(scenario.name()) || ALL_FLOWS && scenario instanceof FlowScenario;
    }

    @TestFactory
    Stream<DynamicTest> everyStepMayFail() {
        return scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                    Survey survey = Survey.of(
                            scenario, directory.resolve(scenario.name().replace(' ', '-')));
                    assertThat(survey.failed()).as(survey.table()).isEmpty();
                }));
    }
}
