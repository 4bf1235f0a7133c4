package org.camelquickbooks.sandbox.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.junit.jupiter.api.Test;

/** What a company keeps in memory for its clients has an end. */
class KeptInMemoryTest {

    @Test
    void filesInMemoryAreLimitedInBytes() {
        FileStore files = new FileStore(null, 1_000);
        files.put("1", new byte[600]);
        assertThatThrownBy(() -> files.put("2", new byte[401]))
                .isInstanceOf(QuickBooksFault.class)
                .hasMessageContaining("--data");
        assertThat(files.get("2")).isNull();

        files.put("1", new byte[100]);
        files.put("2", new byte[900]);
        assertThat(files.get("2")).hasSize(900);

        files.clear();
        files.put("3", new byte[1_000]);
        assertThat(files.get("3")).hasSize(1_000);
    }

    @Test
    void rememberedAnswersAreLimitedInBytes() {
        CompanyState state = new CompanyState();
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 70; i++) {
            state.remember("request" + i, megabyte);
        }
        assertThat(state.answer("request5")).isNull();
        assertThat(state.answer("request6")).isNotNull();
        assertThat(CompanyState.of(state.image()).answer("request69")).isNotNull();
        for (int i = 0; i < 100; i++) {
            // The same request id does not count more than once.
            state.remember("request69", megabyte);
        }
        assertThat(state.answer("request6")).isNotNull();
    }

    @Test
    void lettersAreLimitedInNumber() {
        CompanyState state = new CompanyState();
        for (int i = 0; i < 10_001; i++) {
            state.keep(List.of(Json.object().put("id", i)));
        }
        assertThat(new ArrayList<>(state.letters())).hasSize(10_000);
        assertThat(state.letters().get(0).path("id").asInt()).isEqualTo(1);
    }
}
