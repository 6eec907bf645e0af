package io.hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.cell.BooleanCell;
import io.hourglass.cell.Cell;
import io.hourglass.cell.NumberCell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What layers refuse: settings and shapes that a damaged file, or a slip, may ask for. */
class LayerLimitsTest {
    private static final Shape IMAGE = Shape.of(5, 7, 2);
    private static final List<Cell> CELLS =
            List.of(new NumberCell(0f, false, -1f, 1f, 1f), new BooleanCell(0.5f, true));

    private static final Window.Side PAIR = new Window.Side(2, 1, 1);

    private static Window window(int size, int stride, int dilation, Padding padding) {
        return new Window(new Window.Side(size, stride, dilation), PAIR, padding);
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,1", "1,1,0", "1025,1,1", "1,1025,1", "1,1,1025", "-1,1,1"})
    void aWindowOfSensibleSizesAloneIsTaken(int size, int stride, int dilation) {
        assertThatThrownBy(() -> new Window.Side(size, stride, dilation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window needs size, stride and dilation of 1 to 1024, got " + size + ", " + stride
                        + " and " + dilation);
    }

    @Test
    void theLargestWindowSpansItsGaps() {
        assertThat(new Window.Side(1024, 1024, 1024).span()).isEqualTo(1023 * 1024 + 1);
        assertThat(new Window.Side(1, 1, 1).span()).isEqualTo(1);
    }

    @Test
    void aWindowWithoutPaddingFitsIntoTheImage() {
        Window fits = window(3, 1, 2, Padding.VALID);
        assertThat(fits.positions(IMAGE, 4)).isEqualTo(Shape.of(1, 6, 4));
        assertThatThrownBy(() -> window(4, 1, 2, Padding.VALID).positions(IMAGE, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window of 7 x 2 does not fit into [5, 7, 2] without padding");
        assertThatCode(() -> window(4, 1, 2, Padding.SAME).positions(IMAGE, 4)).doesNotThrowAnyException();
    }

    @Test
    void layersOfImagesTakeNothingElse() {
        for (Layer layer : List.of(
                Conv2d.of(2, 3, 1),
                ConvTranspose2d.of(2, 3, 1),
                MaxPool2d.of(2),
                AveragePool2d.of(2),
                new Upsample2d(2, 2))) {
            for (Shape shape : List.of(Shape.of(6), Shape.of(2, 3), Shape.of(1, 2, 3, 4))) {
                assertThatThrownBy(() -> layer.output(shape))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("rows of shape [height, width, channels] are needed, got " + shape);
            }
        }
    }

    @Test
    void poolingHasNoGaps() {
        Window down = window(2, 1, 2, Padding.SAME);
        Window across = new Window(PAIR, new Window.Side(2, 1, 2), Padding.SAME);
        assertThatThrownBy(() -> new MaxPool2d(down))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the window of a pooling has no gaps: its dilation is 1, got 2 and 1");
        assertThatThrownBy(() -> new AveragePool2d(across))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the window of a pooling has no gaps: its dilation is 1, got 1 and 2");
    }

    @Test
    void aTransposedConvolutionLeavesNoHoles() {
        Initializer glorot = new Initializer.GlorotUniform();
        Window down = window(2, 3, 1, Padding.SAME);
        Window across = new Window(PAIR, new Window.Side(2, 3, 1), Padding.SAME);
        for (Window holes : List.of(down, across)) {
            assertThatThrownBy(() -> new ConvTranspose2d(1, holes, true, glorot))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a transposed convolution with a window of 2 and a stride of 3 would leave holes; the"
                            + " stride may be at most the window");
        }
        // what lies between the values that are seen is reached from other positions
        assertThatCode(() -> new ConvTranspose2d(1, window(2, 3, 2, Padding.SAME), true, glorot))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new ConvTranspose2d(0, window(2, 2, 1, Padding.SAME), true, glorot))
                .hasMessage("a transposed convolution needs at least 1 filter, got 0");
        assertThatThrownBy(() -> Conv2d.of(0, 3, 1)).hasMessage("a convolution needs at least 1 filter, got 0");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "1025,1", "1,1025"})
    void anImageIsMadeSoManyTimesAsHighAndWideAlone(int vertical, int horizontal) {
        assertThatThrownBy(() -> new Upsample2d(vertical, horizontal))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an image can be made 1 to 1024 times as high and wide, got " + vertical + " and "
                        + horizontal);
    }

    @Test
    void anImageThatIsUpsampledBeyondAllRowsIsRefused() {
        assertThat(new Upsample2d(1024, 1).output(Shape.of(4, 1, 1))).isEqualTo(Shape.of(4096, 1, 1));
        Shape large = Shape.of(1 << 22, 1, 1);
        assertThatThrownBy(() -> new Upsample2d(1024, 1).output(large)) // 2^32 rows would be 0 in an int
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a row may hold at most 2^28 values");
    }

    @Test
    void cellsTakeRowsOfTheirWidthOrStepsOfThem() {
        CellEncoding encoding = new CellEncoding(CELLS);
        assertThat(encoding.output(Shape.of(2))).isEqualTo(Shape.of(3));
        assertThat(encoding.output(Shape.of(1 << 16, 2))).isEqualTo(Shape.of(1 << 16, 3));
        for (Shape shape : List.of(Shape.of(3), Shape.of(2, 1), Shape.of(1, 1, 2), Shape.of((1 << 16) + 1, 2))) {
            assertThatThrownBy(() -> encoding.output(shape))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the cells take rows of 2 values, got " + shape);
        }
        assertThatThrownBy(() -> new CellEncoding(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an encoding of cells needs at least one cell");
    }

    @Test
    void aResidualBlockHasLayersAndKeepsTheShape() {
        assertThatThrownBy(() -> Residual.of())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a residual block needs at least 1 layer, got none");
        assertThatThrownBy(() ->
                        Residual.of(Conv2d.of(2, 3, 1), Conv2d.of(3, 3, 1)).output(IMAGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a residual block gives the shape that it takes, which is [5, 7, 2], got [5, 7, 3]");
        assertThatThrownBy(() -> Residual.of(new Reshape(Shape.of(2))).output(Shape.of(2, 1)))
                .hasMessage("a residual block gives the shape that it takes, which is [2, 1], got [2]");
    }

    @Test
    void theParametersAndTheStateOfAResidualBlockAreThoseOfItsLayersInOrder() {
        Residual residual = Residual.of(Dense.of(4), new BatchNorm(0.9f, 1e-3f), Residual.of(Dense.of(4)), Dense.of(3));
        Shape input = Shape.of(3);
        assertThat(residual.parameters(input))
                .extracting(Parameter::name)
                .containsExactly(
                        "0.kernel", "0.bias", "1.gamma", "1.beta", "2.0.kernel", "2.0.bias", "3.kernel", "3.bias");
        List<Parameter> state = new BatchNorm(0.9f, 1e-3f).state(Shape.of(4));
        assertThat(state).isNotEmpty();
        assertThat(residual.state(input))
                .extracting(Parameter::name)
                .containsExactlyElementsOf(
                        state.stream().map(each -> "1." + each.name()).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void aRecurrentLayerHasUnits(int units) {
        assertThatThrownBy(() -> new Recurrent(RecurrentCell.GRU, units, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a recurrent layer needs at least 1 unit, got " + units);
    }
}
