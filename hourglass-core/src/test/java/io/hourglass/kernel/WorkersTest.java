package io.hourglass.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    private static final double MUCH = 1e9;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void everyItemIsDoneOnce(int threads) {
        try (Workers workers = new Workers(threads)) {
            for (int items : new int[] {0, 1, 2, 3, 5, 100}) {
                int[] done = new int[items];
                workers.run(items, MUCH, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        done[i]++;
                    }
                });
                assertThat(Arrays.stream(done).allMatch(count -> count == 1)).isTrue();
            }
        }
    }

    @Test
    void muchWorkIsSharedAndLittleIsNot() {
        try (Workers workers = new Workers(3)) {
            AtomicInteger parts = new AtomicInteger();
            workers.run(30, MUCH, (from, to) -> parts.incrementAndGet());
            assertThat(parts.getAndSet(0)).isEqualTo(3);
            workers.run(30, 1, (from, to) -> parts.incrementAndGet());
            assertThat(parts.get()).isEqualTo(1);
        }
    }

    @Test
    void aFailureInAnyPartComesOutWhenAllPartsHaveEnded() {
        try (Workers workers = new Workers(3)) {
            for (int failing = 0; failing < 3; failing++) {
                int place = failing;
                AtomicInteger ended = new AtomicInteger();
                assertThatThrownBy(() -> workers.run(3, MUCH, (from, to) -> {
                            if (from == place) {
                                throw new IllegalStateException("part " + place);
                            }
                            pause();
                            ended.incrementAndGet();
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("part " + place);
                assertThat(ended.get()).isEqualTo(2);
            }
            assertThatThrownBy(() -> workers.run(3, MUCH, (from, to) -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anInterruptWaitsForTheOthersAndIsKept() {
        try (Workers workers = new Workers(2)) {
            AtomicInteger ended = new AtomicInteger();
            Thread.currentThread().interrupt();
            workers.run(2, MUCH, (from, to) -> ended.incrementAndGet());
            assertThat(ended.get()).isEqualTo(2);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void afterClosingAllIsDoneOnTheCallingThread() {
        Workers workers = new Workers(3);
        workers.close();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        int[] done = new int[9];
        workers.run(9, MUCH, (from, to) -> {
            threads.add(Thread.currentThread());
            Arrays.fill(done, from, to, 1);
        });
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(done).containsOnly(1);
    }

    @Test
    void manyCallersShareTheThreads() throws InterruptedException {
        try (Workers workers = new Workers(2)) {
            CountDownLatch ended = new CountDownLatch(8);
            AtomicInteger sum = new AtomicInteger();
            for (int caller = 0; caller < 8; caller++) {
                new Thread(() -> {
                            for (int i = 0; i < 50; i++) {
                                workers.run(4, MUCH, (from, to) -> sum.addAndGet(to - from));
                            }
                            ended.countDown();
                        })
                        .start();
            }
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sum.get()).isEqualTo(8 * 50 * 4);
        }
    }

    @Test
    void threadsAreAtLeastOne() {
        assertThatThrownBy(() -> new Workers(0)).hasMessage("threads must be at least 1, got 0");
    }
}
