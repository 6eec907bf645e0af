package io.hourglass.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.Hourglass;
import io.hourglass.SampleTables;
import io.hourglass.data.table.Table;
import io.hourglass.plan.KindPlan;
import org.junit.jupiter.api.Test;

class RowEvidenceTest {
    private static final Table ROWS = SampleTables.numbers(120, 4, 3);
    private static final Hourglass MODEL =
            Hourglass.train(ROWS, SampleTables.epochs(3).withKind(KindPlan.of("variational")));

    @Test
    void noMoreThanTheFirstRowsAreLookedAt() {
        RowEvidence first = MODEL.evidence(ROWS, 4, 30);
        assertThat(first.rows()).isEqualTo(30);
        assertThat(first).isEqualTo(MODEL.evidence(ROWS.rows(0, 30), 4, 1000));
        assertThat(first).isNotEqualTo(MODEL.evidence(ROWS.rows(30, 60), 4, 30));
        assertThat(MODEL.evidence(ROWS, 4, 1000).rows()).isEqualTo(120);
    }

    @Test
    void moreSamplesBoundTheSameFromNearer() {
        RowEvidence few = MODEL.evidence(ROWS, 1, 120);
        RowEvidence many = MODEL.evidence(ROWS, 200, 120);
        assertThat(few.importance()).isEqualTo(few.elbo());
        assertThat(many.importance()).isGreaterThan(many.elbo()).isGreaterThan(few.elbo());
        assertThat(many.bitsPerValue()).isEqualTo(many.bits() / 4);
    }

    @Test
    void aModelWithoutADistributionSaysSo() {
        Hourglass plain = Hourglass.train(ROWS, SampleTables.epochs(1));
        assertThatThrownBy(() -> plain.evidence(ROWS, 4, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only a variational");
    }
}
