package io.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.TableTexts;
import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedTableTest {
    private static final Schema SCHEMA = new Schema(List.of(new NumericColumn("x", 0)));

    /** Batches of one to five rows, whose numbers they hold. */
    private static MemoryTable source(int batches) {
        List<Batch> all = new ArrayList<>();
        long row = 0;
        for (int b = 0; b < batches; b++) {
            double[] cells = new double[1 + b % 5];
            for (int r = 0; r < cells.length; r++) {
                cells[r] = row++;
            }
            all.add(Batch.builder(cells.length).numbers(cells).build());
        }
        return new MemoryTable(SCHEMA, all);
    }

    /** Negates, later batches sooner than earlier ones; notes the first rows of the batches as they pass. */
    private static final class Negation implements DerivedTable.Change {
        private final List<Long> passed = new ArrayList<>();

        @Override
        public DerivedTable.Part part(long firstRow) {
            return new DerivedTable.Part() {
                @Override
                public Batch apply(Batch batch) {
                    assertThat(batch.numbers(0)[0]).isEqualTo((double) firstRow);
                    if (firstRow % 7 == 0) {
                        LockSupport.parkNanos(20_000);
                    }
                    double[] negated = batch.numbers(0).clone();
                    for (int r = 0; r < negated.length; r++) {
                        negated[r] = -negated[r] - 1;
                    }
                    return Batch.builder(negated.length).numbers(negated).build();
                }

                @Override
                public void passed() {
                    passed.add(firstRow);
                }
            };
        }

        @Override
        public List<String> notices() {
            return List.of(passed.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void rowsAndNoticesDoNotDependOnTheThreads(int threads) {
        DerivedTable derived = new DerivedTable(source(500), SCHEMA, threads, Negation::new);
        DerivedTable alone = new DerivedTable(source(500), SCHEMA, 1, Negation::new);
        assertThat(TableTexts.rows(derived)).isEqualTo(TableTexts.rows(alone)).hasSize(1500);
        assertThat(derived.notices()).isEqualTo(alone.notices());
        assertThat(alone.notices().get(0)).startsWith("[0, 1, 3, 6, 10, 15, 16");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void whatFailsFailsAfterTheRowsBeforeIt(int threads) {
        DerivedTable.Change failing = first -> batch -> {
            if (first >= 30) {
                throw new DataException("row " + first);
            }
            return batch;
        };
        try (Cursor cursor = new DerivedTable(source(100), SCHEMA, threads, () -> failing).open()) {
            for (int b = 0; b < 10; b++) {
                assertThat(cursor.next()).isNotNull();
            }
            assertThatThrownBy(cursor::next).isInstanceOf(DataException.class).hasMessage("row 30");
        }
    }

    @Test
    void aSourceThatFailsFailsInItsPlace() {
        try (Cursor cursor = new DerivedTable(new Broken(source(10)), SCHEMA, 2, Negation::new).open()) {
            for (int b = 0; b < 10; b++) {
                assertThat(cursor.next()).isNotNull();
            }
            assertThatThrownBy(cursor::next).isInstanceOf(DataException.class).hasMessage("no more");
            assertThat(cursor.next()).isNull();
        }
    }

    @Test
    void aCursorThatIsClosedEarlyClosesItsSourceAndReadsNoFurther() {
        Broken source = new Broken(source(10_000));
        Cursor cursor = new DerivedTable(source, SCHEMA, 2, Negation::new).open();
        assertThat(cursor.next()).isNotNull();
        cursor.close();
        assertThat(cursor.next()).isNull();
        assertThat(source.closed).isTrue();
        assertThat(source.read.get()).isLessThan(100);
    }

    /** A table that fails where another one ends, and is watched. */
    private static final class Broken implements Table {
        private final Table table;
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicInteger read = new AtomicInteger();

        Broken(Table table) {
            this.table = table;
        }

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public String source() {
            return "broken";
        }

        @Override
        public OptionalLong rowCount() {
            return OptionalLong.empty();
        }

        @Override
        public Cursor open() {
            Cursor rows = table.open();
            return new Cursor() {
                @Override
                public Batch next() {
                    read.incrementAndGet();
                    Batch batch = rows.next();
                    if (batch == null) {
                        throw new DataException("no more");
                    }
                    return batch;
                }

                @Override
                public void close() {
                    closed.set(true);
                    rows.close();
                }
            };
        }
    }
}
