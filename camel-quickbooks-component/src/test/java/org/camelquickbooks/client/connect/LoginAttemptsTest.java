package org.camelquickbooks.client.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.camelquickbooks.client.ShiftedTime;
import org.camelquickbooks.client.VirtualTime;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {

    private final VirtualTime right = new VirtualTime(Instant.parse("2026-03-10T12:00:00Z"), now -> {});
    private final ShiftedTime time = new ShiftedTime(right, Duration.ZERO);
    private final LoginAttempts attempts = new LoginAttempts(time);

    @Test
    void aClockThatIsPutBackLocksNobodyOutForLonger() {
        for (int i = 0; i < 10; i++) {
            attempts.failed("192.0.2.1");
        }
        assertThat(attempts.isLocked("192.0.2.1")).isTrue();
        time.shift(Duration.ofDays(-1));
        assertThat(attempts.isLocked("192.0.2.1")).isTrue();
        right.leap(Duration.ofMinutes(2));
        assertThat(attempts.isLocked("192.0.2.1")).isFalse();
    }

    @Test
    void aClockThatJumpsAheadUnlocksNobody() {
        for (int i = 0; i < 10; i++) {
            attempts.failed("192.0.2.2");
        }
        time.shift(Duration.ofDays(1));
        assertThat(attempts.isLocked("192.0.2.2")).isTrue();
    }
}
