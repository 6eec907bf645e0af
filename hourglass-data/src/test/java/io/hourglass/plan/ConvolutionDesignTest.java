package io.hourglass.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.cell.NumberCell;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.model.VectorQuantized;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Padding;
import io.hourglass.network.RecurrentCell;
import io.hourglass.network.Reshape;
import io.hourglass.network.Residual;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionDesignTest {
    private static Design design(Shape image, NetworkPlan network) {
        List<Cell> cells = List.of(new DenseCells(image.size()));
        return new Design(HourglassPlan.defaults().withNetwork(network), cells, Optional.of(image), Optional.empty());
    }

    private static NetworkPlan fitting() {
        return NetworkPlan.defaults().withConvolution(Convolution.fitting());
    }

    private static List<Shape> after(Network network, Class<? extends Layer> kind) {
        List<Shape> shapes = network.shapes();
        return java.util.stream.IntStream.range(0, network.layers().size())
                .filter(i -> kind.isInstance(network.layers().get(i)))
                .mapToObj(i -> shapes.get(i + 1))
                .toList();
    }

    @Test
    void anImageIsHalvedUntilItIsSmallAndTheDecoderMirrorsThat() {
        AutoencoderSpec spec =
                design(Shape.of(28, 28, 1), fitting().withCode(32)).spec();
        assertThat(after(spec.encoder(), Conv2d.class)).containsExactly(Shape.of(14, 14, 32), Shape.of(7, 7, 64));
        assertThat(after(spec.encoder(), Dense.class)).containsExactly(Shape.of(256), Shape.of(32));
        assertThat(after(spec.decoder(), Dense.class)).containsExactly(Shape.of(256), Shape.of(3136));
        assertThat(after(spec.decoder(), ConvTranspose2d.class))
                .containsExactly(Shape.of(14, 14, 32), Shape.of(28, 28, 1));
    }

    @Test
    void residualBlocksFollowEachConvolutionOfTheEncoderAndAreUsualForALabel() {
        AutoencoderSpec two =
                design(Shape.of(28, 28, 1), fitting().forLabel().withCode(32)).spec();
        assertThat(after(two.encoder(), Residual.class))
                .containsExactly(Shape.of(14, 14, 32), Shape.of(14, 14, 32), Shape.of(7, 7, 64), Shape.of(7, 7, 64));
        assertThat(after(two.decoder(), Residual.class)).isEmpty();
        NetworkPlan asked = NetworkPlan.defaults()
                .withConvolution(Convolution.fitting().withBlocks(1))
                .forLabel();
        assertThat(after(design(Shape.of(28, 28, 1), asked).spec().encoder(), Residual.class))
                .hasSize(2);
        assertThat(after(design(Shape.of(28, 28, 1), fitting()).spec().encoder(), Residual.class))
                .isEmpty();
        assertThatThrownBy(() -> Convolution.fitting().withBlocks(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 100 residual blocks");
    }

    @Test
    void channelsAndTheDensePartAreThoseAskedFor() {
        NetworkPlan asked = NetworkPlan.defaults()
                .withConvolution(Convolution.of(5, 6, 7))
                .withHidden()
                .withCode(4);
        AutoencoderSpec spec = design(Shape.of(16, 24, 3), asked).spec();
        assertThat(after(spec.encoder(), Conv2d.class))
                .containsExactly(Shape.of(8, 12, 5), Shape.of(4, 6, 6), Shape.of(2, 3, 7));
        assertThat(after(spec.encoder(), Dense.class)).containsExactly(Shape.of(4));
        assertThat(spec.decoder().output()).isEqualTo(Shape.of(16, 24, 3));
    }

    @ParameterizedTest
    @CsvSource({"27,28,1", "28,27,3", "9,13,2", "33,65,3", "2,2,1", "1,7,1", "100,3,1", "300,200,3"})
    void theDecoderGivesAnImageOfTheRightSizeWhateverItIs(int height, int width, int channels) {
        Shape image = Shape.of(height, width, channels);
        AutoencoderSpec spec = design(image, fitting().withCode(1)).spec();
        assertThat(spec.encoder().input()).isEqualTo(image);
        assertThat(spec.decoder().output()).isEqualTo(image);
    }

    @Test
    void aCodeAtEachPlaceNeedsNoDenseLayerAndFitsImagesOfAnySize() {
        NetworkPlan mapped =
                NetworkPlan.defaults().withConvolution(Convolution.fitting().withCodeMap(8));
        Design design = design(Shape.of(28, 28, 1), mapped);
        AutoencoderSpec spec = design.spec();
        assertThat(design.code()).isEqualTo(7 * 7 * 8);
        assertThat(spec.decoder().input()).isEqualTo(Shape.of(7, 7, 8));
        assertThat(after(spec.encoder(), Dense.class)).isEmpty();
        assertThat(after(spec.decoder(), Dense.class)).isEmpty();
        AutoencoderSpec other = spec.resized(Shape.of(64, 100, 1));
        assertThat(other.decoder().output()).isEqualTo(Shape.of(64, 100, 1));
        assertThat(Layout.of(other).weightCount()).isEqualTo(Layout.of(spec).weightCount());
        assertThatThrownBy(() -> design(Shape.of(28, 28, 1), fitting().withCode(3))
                        .spec()
                        .resized(Shape.of(32, 32, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCodeAtEachPlaceHasNeitherDenseLayersNorADistribution() {
        NetworkPlan mapped =
                NetworkPlan.defaults().withConvolution(Convolution.of(4).withCodeMap(2));
        Shape image = Shape.of(8, 8, 1);
        for (NetworkPlan dense : List.of(mapped.withCode(3), mapped.withHidden(9))) {
            assertThatThrownBy(() -> design(image, dense).spec())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("--code-map", "--hidden");
        }
        HourglassPlan variational = HourglassPlan.defaults().withNetwork(mapped).withKind(KindPlan.of("variational"));
        Design design = new Design(variational, List.of(new DenseCells(64)), Optional.of(image), Optional.empty());
        assertThatThrownBy(design::spec).hasMessageContainingAll("no distribution", "--kind variational");
        assertThatThrownBy(() -> Convolution.of(4).withCodeMap(0)).hasMessageContaining("got 0");
        NetworkPlan wide =
                NetworkPlan.defaults().withConvolution(Convolution.of(4).withCodeMap(4));
        assertThatThrownBy(() -> design(image, wide).spec()).hasMessageContainingAll("narrower", "a code of 64");
    }

    @Test
    void entriesOfACodebookLieAtOnePlaceOfAnImage() {
        NetworkPlan mapped =
                NetworkPlan.defaults().withConvolution(Convolution.of(4, 4).withCodeMap(3));
        HourglassPlan plan = HourglassPlan.defaults().withNetwork(mapped).withKind(KindPlan.of("vq"));
        AutoencoderSpec spec = new Design(
                        plan, List.of(new DenseCells(256)), Optional.of(Shape.of(16, 16, 1)), Optional.empty())
                .spec();
        assertThat(spec.bottleneck())
                .isInstanceOfSatisfying(
                        VectorQuantized.class, vq -> assertThat(vq.width()).isEqualTo(3));
        AutoencoderSpec other = spec.resized(Shape.of(20, 12, 1));
        assertThat(Layout.of(other).stateCount()).isEqualTo(Layout.of(spec).stateCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"topk", "batch-topk"})
    void theLargestNumbersOfACodeWithoutASizeAreRefused(String kind) {
        NetworkPlan mapped =
                NetworkPlan.defaults().withConvolution(Convolution.of(4, 4).withCodeMap(1));
        HourglassPlan plan = HourglassPlan.defaults().withNetwork(mapped).withKind(KindPlan.of(kind));
        Design design =
                new Design(plan, List.of(new DenseCells(256)), Optional.of(Shape.of(16, 16, 1)), Optional.empty());
        assertThatThrownBy(design::spec)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("--code-map", "sparse or vq");
    }

    @Test
    void everyConvolutionIsNormalised() {
        NetworkPlan plan = fitting();
        NetworkPlan normal = new NetworkPlan(
                plan.code(),
                plan.hidden(),
                plan.activation(),
                plan.output(),
                false,
                new NetworkPlan.Regularity(0f, Norm.BATCH, Optional.of(Convolution.fitting())));
        AutoencoderSpec spec = design(Shape.of(28, 28, 1), normal).spec();
        assertThat(after(spec.encoder(), BatchNorm.class)).hasSize(3).contains(Shape.of(14, 14, 32));
    }

    @Test
    void itCombinesWithEveryKind() {
        HourglassPlan plan = HourglassPlan.defaults()
                .withNetwork(fitting().withCode(8))
                .withKind(KindPlan.of("variational+denoising"));
        Shape image = Shape.of(28, 28, 1);
        AutoencoderSpec spec =
                new Design(plan, List.of(new DenseCells(784)), Optional.of(image), Optional.empty()).spec();
        assertThat(spec.encoder().output()).isEqualTo(Shape.of(16));
        assertThat(spec.decoder().input()).isEqualTo(Shape.of(8));
        assertThat(spec.decoder().output()).isEqualTo(image);
    }

    private static final List<Cell> TWO_COLUMNS =
            List.of(new NumberCell(0f, true, -1f, 1f, 1f), new NumberCell(0f, false, -1f, 1f, 1f));

    /** Two columns, one of which says whether it is missing: three values a step. */
    private static Design windows(int steps, HourglassPlan plan) {
        return new Design(plan, TWO_COLUMNS, Optional.empty(), Optional.of(SeriesPlan.windows(steps)));
    }

    @Test
    void aWindowOfASeriesIsHalvedAlongItsStepsAndTheDecoderMirrorsThat() {
        AutoencoderSpec spec =
                windows(64, HourglassPlan.defaults().withNetwork(fitting())).spec();
        assertThat(spec.encoder().input()).isEqualTo(Shape.of(64, 2));
        assertThat(after(spec.encoder(), Reshape.class).get(0)).isEqualTo(Shape.of(1, 64, 3));
        assertThat(after(spec.encoder(), Conv2d.class)).containsExactly(Shape.of(1, 32, 32), Shape.of(1, 16, 64));
        assertThat(after(spec.decoder(), ConvTranspose2d.class))
                .containsExactly(Shape.of(1, 32, 32), Shape.of(1, 64, 2));
        Conv2d first = (Conv2d) spec.encoder().layers().stream()
                .filter(Conv2d.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(first.window()).isEqualTo(Window.along(4, 2, Padding.SAME));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 17, 31, 100, 1000, 10_000})
    void theDecoderGivesEveryStepOfAWindowHoweverLongItIs(int steps) {
        HourglassPlan plan = HourglassPlan.defaults().withNetwork(fitting().withCode(1));
        AutoencoderSpec spec = windows(steps, plan).spec();
        assertThat(spec.decoder().output()).isEqualTo(Shape.of(1, steps, 2));
        List<Shape> halved = after(spec.encoder(), Conv2d.class);
        assertThat(halved.get(halved.size() - 1).at(1)).isLessThanOrEqualTo(16);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PLAIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyKindLearnsConvolutionsAlongTime(Kind kind) {
        HourglassPlan plan =
                HourglassPlan.defaults().withNetwork(fitting().withCode(4)).withKind(KindPlan.of(kind.toString()));
        AutoencoderSpec spec = windows(20, plan).spec();
        assertThat(spec.decoder().input()).isEqualTo(Shape.of(4));
        assertThat(spec.decoder().output().size()).isEqualTo(2 * 20);
    }

    @Test
    void aCodeMayHaveNumbersAtEachPlaceInTime() {
        NetworkPlan mapped =
                NetworkPlan.defaults().withConvolution(Convolution.of(8, 8).withCodeMap(1));
        AutoencoderSpec spec =
                windows(64, HourglassPlan.defaults().withNetwork(mapped)).spec();
        assertThat(spec.decoder().input()).isEqualTo(Shape.of(1, 16, 1));
        assertThat(spec.decoder().output()).isEqualTo(Shape.of(1, 64, 2));
    }

    @Test
    void whatWindowsCannotHaveIsRefusedWithTheWayOut() {
        HourglassPlan thrice =
                HourglassPlan.defaults().withNetwork(NetworkPlan.defaults().withConvolution(Convolution.of(4, 4, 4)));
        assertThat(windows(5, thrice).spec().codeWidth()).isPositive();
        assertThatThrownBy(() -> windows(4, thrice).spec())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("4 steps cannot be halved 3 times", "at most 2 convolutions", "--sequence");
        Integer[] twelve = Collections.nCopies(12, 1).toArray(new Integer[0]);
        HourglassPlan often =
                HourglassPlan.defaults().withNetwork(NetworkPlan.defaults().withConvolution(Convolution.of(twelve)));
        assertThatThrownBy(() -> windows(8193, often).spec())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("8193", "12288", "fewer convolutions");
        Design both = new Design(
                HourglassPlan.defaults().withNetwork(fitting()),
                TWO_COLUMNS,
                Optional.empty(),
                Optional.of(SeriesPlan.windows(8).withRecurrent(RecurrentCell.GRU)));
        assertThatThrownBy(both::spec)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("--recurrent", "--conv");
    }

    @Test
    void whatHasNoImagesIsRefusedWithTheWayOut() {
        HourglassPlan plan = HourglassPlan.defaults().withNetwork(fitting());
        List<Cell> cells = List.of(new NumberCell(0f, false, -1f, 1f, 1f), new NumberCell(0f, false, -1f, 1f, 1f));
        assertThatThrownBy(() -> new Design(plan, cells).spec())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("convolutions are for images and for series", "--conv off", "--sequence W");
    }

    @Test
    void tiedKernelsAndChannelsThatAreNoneAreRefused() {
        NetworkPlan plan = fitting();
        NetworkPlan tied =
                new NetworkPlan(plan.code(), plan.hidden(), plan.activation(), plan.output(), true, plan.regularity());
        assertThatThrownBy(() -> design(Shape.of(8, 8, 1), tied).spec()).hasMessageContainingAll("--tied", "--conv");
        assertThatThrownBy(() -> Convolution.of(8, 0)).hasMessageContaining("at least 1 channel, got 0");
        assertThatThrownBy(Convolution::of).hasMessageContaining("got 0");
    }
}
