package org.camelquickbooks.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.camelquickbooks.consumer.ParallelWork.ItemWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelWorkTest {

    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    @AfterEach
    void close() {
        workers.shutdownNow();
    }

    /** On the second of four. */
    private static ItemWork<String> throwing(Throwable thrown) {
        return (thing, index) -> {
            if (thing.equals("b")) {
                ParallelWorkTest.<RuntimeException>sneak(thrown);
            }
            return true;
        };
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatIsThrownIsOfOneAndTheOthersAreDone(int most) {
        ParallelWork work = new ParallelWork(most, workers, () -> true);
        List<String> things = List.of("a", "b", "c", "d");
        for (Throwable thrown : List.of(
                new IllegalStateException("wrong"), new NoClassDefFoundError("gone"), new Exception("undeclared"))) {
            assertThat(work.work(things, Function.identity(), false, throwing(thrown)))
                    .as("%d at a time, %s", most, thrown)
                    .containsExactly("a", "c", "d");
        }
    }

    @Test
    void inOrderNoneIsBegunAfterOneThatThrew() {
        ParallelWork work = new ParallelWork(1, workers, () -> true);
        ItemWork<String> second = throwing(new NoClassDefFoundError("gone"));
        assertThat(work.work(List.of("a", "b", "c", "d"), Function.identity(), true, second))
                .containsExactly("a");
    }

    @Test
    void whatNoThreadTakesIsNotDoneAndThePermitsAreFree() {
        workers.shutdown();
        ParallelWork work = new ParallelWork(2, workers, () -> true);
        for (int i = 0; i < 3; i++) {
            assertThat(work.work(List.of("a", "b", "c"), Function.identity(), false, (thing, index) -> true))
                    .isEmpty();
        }
    }
}
