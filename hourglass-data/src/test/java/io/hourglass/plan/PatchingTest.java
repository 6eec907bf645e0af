package io.hourglass.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.cell.DenseCells;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.network.Shape;
import io.hourglass.optimizer.Clipping;
import io.hourglass.training.TrainingPlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatchingTest {
    private static final List<ImageColumn> SMALL = List.of(size(28, 28));
    private static final List<ImageColumn> LARGE = List.of(size(180, 180));
    private static final List<ImageColumn> MIXED = List.of(size(28, 28), size(28, 30));

    private static ImageColumn size(int height, int width) {
        return new ImageColumn("image", height, width, 1, 8);
    }

    private static HourglassPlan plan(String kind, NetworkPlan network) {
        return HourglassPlan.defaults().withKind(KindPlan.of(kind)).withNetwork(network);
    }

    private static NetworkPlan conv() {
        return NetworkPlan.defaults().withConvolution(Convolution.fitting());
    }

    private static Optional<Integer> patch(HourglassPlan plan, List<ImageColumn> sizes) {
        return Patching.fitted(plan, sizes).network().regularity().convolution().flatMap(Convolution::patch);
    }

    @Test
    void denoisingLearnsPatchesOfImagesThatAreLargeOrDifferInSize() {
        assertThat(patch(plan("denoising", conv()), SMALL)).contains(0);
        assertThat(patch(plan("denoising", conv()), LARGE)).contains(64);
        assertThat(patch(plan("denoising", conv()), MIXED)).contains(64);
        NetworkPlan asked =
                NetworkPlan.defaults().withConvolution(Convolution.fitting().withPatch(32));
        assertThat(patch(plan("denoising", asked), SMALL)).contains(32);
    }

    @Test
    void aCodeOfEachPlaceIsLearntByPatchesWhereSizesDiffer() {
        NetworkPlan mapped =
                NetworkPlan.defaults().withConvolution(Convolution.fitting().withCodeMap(4));
        assertThat(patch(plan("plain", mapped), LARGE)).contains(0);
        assertThat(patch(plan("plain", mapped), MIXED)).contains(64);
    }

    @Test
    void aRowForACodeNeedsWholeImages() {
        assertThat(patch(plan("denoising", conv().withCode(8)), LARGE)).contains(0);
        assertThat(patch(plan("variational+denoising", conv()), LARGE)).contains(0);
        assertThat(patch(plan("denoising", NetworkPlan.defaults()), LARGE)).isEmpty();
        assertThat(patch(plan("denoising", conv()), List.of())).isEmpty();
        NetworkPlan asked =
                NetworkPlan.defaults().withConvolution(Convolution.fitting().withPatch(32));
        for (HourglassPlan each : List.of(plan("plain", asked), plan("denoising", asked.withCode(8)))) {
            assertThatThrownBy(() -> Patching.fitted(each, LARGE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("--code-map", "--patch off");
        }
        assertThatThrownBy(() -> Convolution.fitting().withPatch(1025)).hasMessageContaining("got 1025");
    }

    private static Design design(HourglassPlan plan, Shape patch) {
        return new Design(plan, List.of(new DenseCells(patch.size())), Optional.of(patch), Optional.empty());
    }

    @Test
    void anUntrainedNetworkThatFindsNoiseGivesImagesBackWhateverTheirSize() {
        HourglassPlan plan = Patching.fitted(plan("denoising", conv()), LARGE);
        AutoencoderSpec spec = design(plan, Shape.of(64, 64, 3)).spec();
        assertThat(spec.loss()).isEqualTo(new SquaredError());
        assertThat(design(plan, Shape.of(64, 64, 3)).code()).isEqualTo(64 * 64 * 3);
        Layout layout = Layout.of(spec);
        Autoencoder model = new Autoencoder(spec, layout.initialWeights(spec, 1), layout.initialState(spec))
                .resized(Shape.of(8, 12, 3));
        float[] image = new float[8 * 12 * 3];
        for (int i = 0; i < image.length; i++) {
            image[i] = i / 100f - 0.5f;
        }
        assertThat(model.reconstruct(image)).isEqualTo(image);
    }

    /** What rows are counted by before memory is taken for them. */
    @Test
    void theWidestOfANetworkIsWithinItsBlocks() {
        HourglassPlan plan = Patching.fitted(plan("denoising", conv()), LARGE);
        assertThat(design(plan, Shape.of(64, 64, 1)).spec().encoder().widest()).isEqualTo(32 * 32 * 32);
    }

    @Test
    void whatANetworkThatFindsNoiseCannotHaveIsRefused() {
        HourglassPlan plan = Patching.fitted(plan("denoising", conv()), LARGE);
        NetworkPlan network = plan.network();
        NetworkPlan.Regularity norm =
                new NetworkPlan.Regularity(0f, Norm.BATCH, network.regularity().convolution());
        NetworkPlan normal =
                new NetworkPlan(network.code(), network.hidden(), network.activation(), network.output(), false, norm);
        assertThatThrownBy(() ->
                        design(plan.withNetwork(normal), Shape.of(64, 64, 1)).spec())
                .hasMessageContaining("--norm");
        assertThatThrownBy(() -> design(plan, Shape.of(30, 30, 1)).spec())
                .hasMessageContainingAll("30", "a multiple of 4", "--patch");
    }

    @Test
    void patchesAreLearntInSmallBatchesWithShortenedGradients() {
        HourglassPlan plan = Patching.fitted(plan("denoising", conv()), LARGE);
        TrainingPlan pacing = Pacing.of(plan, 5000);
        assertThat(pacing.batch()).isEqualTo(4);
        assertThat(pacing.epochs()).isEqualTo(48);
        assertThat(pacing.updates().rate()).isEqualTo(1e-3f);
        assertThat(pacing.updates().clipping()).isInstanceOf(Clipping.ByNorm.class);
        LearningPlan asked = LearningPlan.defaults();
        HourglassPlan other = plan.withLearning(new LearningPlan(
                asked.loss(),
                asked.optimizer(),
                asked.rate(),
                asked.schedule(),
                new Clipping.ByNorm(7f),
                asked.trim()));
        assertThat(Pacing.of(other, 5000).updates().clipping()).isEqualTo(new Clipping.ByNorm(7f));
        assertThat(Pacing.of(plan, 10_000_000).epochs()).isEqualTo(1);
    }
}
