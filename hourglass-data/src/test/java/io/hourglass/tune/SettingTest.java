package io.hourglass.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.cell.NumberCell;
import io.hourglass.math.RandomStream;
import io.hourglass.network.RecurrentCell;
import io.hourglass.network.Shape;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.Design;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Kind;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.SeriesPlan;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
    private static final Convolution CONVOLUTION = Convolution.of(4, 8);

    @ParameterizedTest
    @EnumSource
    void noDrawDropsTheConvolutions(Setting setting) {
        HourglassPlan plan =
                HourglassPlan.defaults().withNetwork(NetworkPlan.defaults().withConvolution(CONVOLUTION));
        for (long draw = 0; draw < 20; draw++) {
            HourglassPlan drawn = setting.draw(plan, RandomStream.of(3, draw));
            assertThat(drawn.network().regularity().convolution()).isEqualTo(Optional.of(CONVOLUTION));
        }
    }

    private static List<Cell> numbers(int columns) {
        return Collections.nCopies(columns, new NumberCell(0f, false, -1f, 1f, 1f));
    }

    /** Each draws many times what it may, from the plan that the one before drew. */
    private static void everyDrawIsBuilt(
            HourglassPlan plan, List<Cell> cells, Optional<Shape> image, Optional<SeriesPlan> series) {
        for (long draw = 0; draw < 40; draw++) {
            RandomStream random = RandomStream.of(5, draw);
            HourglassPlan drawn = plan;
            for (Setting setting : Setting.free(plan, series)) {
                drawn = setting.draw(drawn, random);
            }
            assertThat(new Design(drawn, cells, image, series).spec()).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDrawnForAnyKindCanBeBuilt(Kind kind) {
        HourglassPlan plan = HourglassPlan.defaults().withKind(KindPlan.of(kind.toString()));
        everyDrawIsBuilt(plan, numbers(20), Optional.empty(), Optional.empty());
    }

    @Test
    void recurrentLayersKeepTheActivationsThatTheyHave() {
        SeriesPlan series = SeriesPlan.windows(8).withRecurrent(RecurrentCell.LSTM);
        assertThat(Setting.free(HourglassPlan.defaults(), Optional.of(series)))
                .contains(Setting.HIDDEN)
                .doesNotContain(Setting.ACTIVATION);
        everyDrawIsBuilt(HourglassPlan.defaults(), numbers(3), Optional.empty(), Optional.of(series));
    }

    @Test
    void aCodeAtEachPlaceOfAnImageIsGivenNoHiddenLayers() {
        HourglassPlan plan = HourglassPlan.defaults()
                .withNetwork(NetworkPlan.defaults().withConvolution(CONVOLUTION.withCodeMap(1)));
        assertThat(Setting.free(plan, Optional.empty())).doesNotContain(Setting.HIDDEN);
        everyDrawIsBuilt(plan, List.of(new DenseCells(256)), Optional.of(Shape.of(16, 16, 1)), Optional.empty());
    }
}
