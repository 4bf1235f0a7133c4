package org.camelquickbooks.sandbox.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    @Test
    void slidesWithEveryMillisecond() {
        SlidingWindow window = new SlidingWindow(2, 1_000);
        window.add(0);
        window.add(400);

        assertThat(window.admits(999)).isFalse();
        assertThat(window.admits(1_000)).isTrue();
        window.add(1_000);
        assertThat(window.admits(1_399)).isFalse();
        assertThat(window.admits(1_400)).isTrue();
        assertThat(window.count(1_100)).isEqualTo(2);
    }
}
