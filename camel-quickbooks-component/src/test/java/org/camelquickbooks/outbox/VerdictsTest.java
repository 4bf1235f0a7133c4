package org.camelquickbooks.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletionException;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.FaultError;
import org.camelquickbooks.model.Faults;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.outbox.Verdicts.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/idempotency.md, row by row. */
class VerdictsTest {

    private static Fault fault(String type, String code) {
        return new Fault(type, List.of(new FaultError(code, "message", "detail", null)));
    }

    @ParameterizedTest(name = "status {0}, {1} {2}: {3}")
    @CsvSource({
        // QuickBooks has looked at it.
        "400, ValidationFault, 610, REFUSED",
        "400, ValidationFault, 500, REFUSED",
        "400, ValidationFault, 620, REFUSED",
        "400, ValidationFault, 800, REFUSED",
        "400, ValidationFault, 1040, REFUSED",
        "400, ValidationFault, 2000, REFUSED",
        "400, ValidationFault, 2020, REFUSED",
        "400, ValidationFault, 2500, REFUSED",
        "400, ValidationFault, 4000, REFUSED",
        "400, ValidationFault, 5010, REFUSED",
        "400, ValidationFault, 5020, REFUSED",
        "400, ValidationFault, 6000, REFUSED",
        "400, ValidationFault, 6140, REFUSED",
        "400, ValidationFault, 6240, REFUSED",
        "400, ValidationFault, 6999, REFUSED",
        "200, ValidationFault, 6000, REFUSED",
        "413, ValidationFault, 6030, REFUSED",
        "400, ValidationFault, '', REFUSED",
        // The gate has refused it, or nobody knows.
        "429, Service, 3001, NONE",
        "400, Service, 3001, NONE",
        "429, SERVICE, 003001, NONE",
        "200, Service, 003001, NONE",
        "400, ValidationFault, 600, NONE",
        "401, AuthenticationFault, 3200, NONE",
        "400, AuthenticationFault, 3200, NONE",
        "403, AuthorizationFault, 3100, NONE",
        "200, AuthorizationFault, 003100, NONE",
        "401, AuthenticationFault, 100, NONE",
        "400, AuthenticationFault, 120, NONE",
        "403, AuthorizationFault, 130, NONE",
        "403, AuthorizationFault, 140, NONE",
        "400, Service, 150, NONE",
        "403, ValidationFault, 6190, NONE",
        "403, ValidationFault, 5020, NONE",
        "500, SystemFault, 10000, NONE",
        "200, SystemFault, 10000, NONE",
        "400, SystemFault, 10000, NONE",
        "500, ValidationFault, 6000, NONE",
        "503, '', '', NONE",
        "408, ValidationFault, 6000, NONE",
        "400, SystemFault, '', NONE",
        "0, '', '', NONE"
    })
    void eachAnswerIsAVerdictOrNone(int status, String type, String code, Verdict verdict) {
        Fault fault = fault(type, code);
        assertThat(Verdicts.of(status, fault.type(), fault.errors())).isEqualTo(verdict);
        // As a caller gets it, also inside a stage's own exception.
        Throwable failure = Faults.exception(new FaultContext(status, fault, null, "1", "create/Invoice", null));
        assertThat(Verdicts.of(failure)).isEqualTo(verdict);
        assertThat(Verdicts.of(new CompletionException(failure))).isEqualTo(verdict);
    }

    @Test
    void anAnswerThatNamesNoErrorIsNoVerdict() {
        assertThat(Verdicts.of(400, "", List.of())).isEqualTo(Verdict.NONE);
        assertThat(Verdicts.of(404, "", List.of())).isEqualTo(Verdict.NONE);
    }

    @Test
    void oneSevereErrorAmongOthersIsEnoughToKnowNothing() {
        List<FaultError> both =
                List.of(new FaultError("6000", "a", "b", null), new FaultError("10000", "a", "b", null));
        assertThat(Verdicts.of(200, "ValidationFault", both)).isEqualTo(Verdict.NONE);
    }

    @Test
    void whatWasRefusedHereIsNoVerdict() {
        FaultContext context = FaultContext.unanswered("1", "create/Invoice");
        assertThat(Verdicts.of(new QuickBooksThrottledException("queue", context, false, null)))
                .isEqualTo(Verdict.NONE);
        assertThat(Verdicts.of(new IllegalStateException("stopped"))).isEqualTo(Verdict.NONE);
        assertThat(Verdicts.of(new OutOfMemoryError())).isEqualTo(Verdict.NONE);
    }
}
