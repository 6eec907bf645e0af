package io.hourglass.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.preparation.Scale;
import io.hourglass.file.JsonText;
import io.hourglass.file.RecordJson;
import io.hourglass.loss.AbsoluteError;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.Cauchy;
import io.hourglass.loss.ElementLoss;
import io.hourglass.loss.Huber;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.Corruption;
import io.hourglass.model.Gaussian;
import io.hourglass.model.Masked;
import io.hourglass.model.Masking;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.SaltAndPepper;
import io.hourglass.model.Swap;
import io.hourglass.network.ActivationFunction;
import io.hourglass.optimizer.Adadelta;
import io.hourglass.optimizer.Adagrad;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.AdamW;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Optimizer;
import io.hourglass.optimizer.RmsProp;
import io.hourglass.optimizer.Schedule;
import io.hourglass.optimizer.Sgd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class HourglassPlanTest {
    private static final HourglassPlan DEFAULTS = HourglassPlan.defaults();
    private static final List<ElementLoss> LOSSES = List.of(
            new SquaredError(), new AbsoluteError(), new Cauchy(), new Huber(2f), new BinaryCrossEntropy(false));
    private static final List<Optimizer> OPTIMIZERS =
            List.of(new Adam(), new AdamW(), new Adadelta(), new Adagrad(), new RmsProp(), new Sgd(0.5f, false));
    private static final List<Corruption> NOISES = List.of(
            new Gaussian(0f, 0.5f), new Masking(0.5f), new NoCorruption(), new SaltAndPepper(0.1f), new Swap(0.2f));
    private static final List<Schedule> SCHEDULES = List.of(
            new Schedule.Constant(), new Schedule.Cosine(0.1f, 0.01f), new Schedule.Step(), new Schedule.Plateau());

    static final List<HourglassPlan> PLANS = plans();

    private static List<HourglassPlan> plans() {
        List<HourglassPlan> plans = new ArrayList<>(List.of(DEFAULTS, DEFAULTS.withSeed(Long.MIN_VALUE)));
        for (Scale scale : Scale.values()) {
            plans.add(DEFAULTS.withScale(scale));
        }
        for (ActivationFunction function : ActivationFunction.values()) {
            if (function != ActivationFunction.SOFTMAX) {
                plans.add(DEFAULTS.withNetwork(new NetworkPlan(
                        Optional.of(3),
                        Optional.of(List.of(5, 4)),
                        function,
                        Optional.of(function),
                        true,
                        NetworkPlan.Regularity.none().withDropout(0.5f).withNorm(Norm.LAYER))));
            }
        }
        for (Corruption noise : NOISES) {
            plans.add(DEFAULTS.withKind(
                    KindPlan.of("variational+denoising").withNoise(noise).withBeta(0.25f)));
        }
        for (String kind : Kind.names()) {
            plans.add(DEFAULTS.withKind(KindPlan.of(kind)));
        }
        plans.add(
                DEFAULTS.withKind(KindPlan.of("topk").withCode(CodePlan.usual().withK(3))));
        plans.add(DEFAULTS.withKind(KindPlan.of("variational")
                .withCode(new CodePlan(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0.5f, 100))));
        for (ElementLoss loss : LOSSES) {
            plans.add(DEFAULTS.withLearning(LearningPlan.defaults().withLoss(loss)));
        }
        for (Optimizer optimizer : OPTIMIZERS) {
            plans.add(DEFAULTS.withLearning(new LearningPlan(
                    Optional.empty(), optimizer, Optional.of(1e-3f), Optional.empty(), new Clipping.ByNorm(2f))));
        }
        for (Schedule schedule : SCHEDULES) {
            plans.add(DEFAULTS.withLearning(new LearningPlan(
                    Optional.empty(), new Adam(), Optional.empty(), Optional.of(schedule), new Clipping.None())));
        }
        plans.add(DEFAULTS.withLength(new LengthPlan(Optional.of(1), Optional.of(2), 0, 0.5)));
        return plans;
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void aPlanIsTheSameAfterItWasWrittenAndRead(HourglassPlan plan) {
        byte[] bytes = JsonText.bytes(RecordJson.write(plan, HourglassPlan.class));
        assertThat(RecordJson.read(JsonText.parse(bytes), HourglassPlan.class)).isEqualTo(plan);
    }

    @Test
    void plansOfEveryOptimizerScheduleLossAndNoiseWereWritten() {
        assertThat(types(OPTIMIZERS)).isEqualTo(Set.<Class<?>>of(Optimizer.class.getPermittedSubclasses()));
        assertThat(types(LOSSES)).isEqualTo(Set.<Class<?>>of(ElementLoss.class.getPermittedSubclasses()));
        Set<Class<?>> noises = new HashSet<>(Set.of(Corruption.class.getPermittedSubclasses()));
        noises.remove(Masked.class); // what a masked kind comes to, and no noise that is asked for
        assertThat(types(NOISES)).isEqualTo(noises);
        assertThat(types(SCHEDULES)).isEqualTo(Set.<Class<?>>of(Schedule.class.getPermittedSubclasses()));
    }

    private static Set<Class<?>> types(List<?> values) {
        Set<Class<?>> types = new HashSet<>();
        values.forEach(value -> types.add(value.getClass()));
        return types;
    }

    @Test
    void oneSettingIsChangedAndTheOthersAreKept() {
        HourglassPlan plan = DEFAULTS.withSeed(1)
                .withScale(Scale.ROBUST)
                .withKind(KindPlan.of("denoising"))
                .withNetwork(NetworkPlan.defaults().withCode(2).withActivation(ActivationFunction.TANH))
                .withLength(LengthPlan.defaults().withEpochs(3).withBatch(4))
                .withLearning(LearningPlan.defaults().withLoss(new Huber(1f)));
        assertThat(plan.seed()).isEqualTo(1);
        assertThat(plan.scale()).isEqualTo(Scale.ROBUST);
        assertThat(plan.kind().kinds()).containsExactly(Kind.DENOISING);
        assertThat(plan.network().code()).contains(2);
        assertThat(plan.network().activation()).isEqualTo(ActivationFunction.TANH);
        assertThat(plan.length().epochs()).contains(3);
        assertThat(plan.length().batch()).contains(4);
        assertThat(plan.length().patience()).isEqualTo(10);
        assertThat(plan.learning().loss()).contains(new Huber(1f));
        assertThat(DEFAULTS).isEqualTo(HourglassPlan.defaults());
    }

    @Test
    void kindsAreReadAsTheCommandLineWritesThem() {
        assertThat(Kind.parse("plain")).containsExactly(Kind.PLAIN);
        assertThat(Kind.parse("variational+denoising")).containsExactlyInAnyOrder(Kind.VARIATIONAL, Kind.DENOISING);
        assertThat(KindPlan.of("variational").is(Kind.VARIATIONAL)).isTrue();
        refused(() -> Kind.parse("plane"), "plane", "plain, denoising, masked, variational, sparse");
        refused(() -> Kind.parse("variational+"), "no kind is called ''");
    }

    @Test
    void settingsThatContradictOrMakeNoSenseAreRefusedWithWhatWasGot() {
        CodePlan usual = CodePlan.usual();
        refused(() -> KindPlan.of("plain+denoising"), "plain cannot be combined", "denoising");
        refused(() -> new KindPlan(List.of(), Optional.empty(), Optional.empty(), usual, Optional.empty()), "none");
        refused(() -> KindPlan.of("plain").withNoise(new Swap(0.1f)), "--kind denoising");
        refused(() -> KindPlan.of("denoising").withBeta(2f), "variational", "denoising");
        refused(() -> KindPlan.of("sparse").withBeta(2f), "--beta is for the kind", "sparse");
        refused(
                () -> KindPlan.of("vq").withLikelihood(Likelihood.GAUSSIAN),
                "--likelihood is for the kind variational");
        refused(() -> KindPlan.of("sparse+topk"), "both decide what a code is", "sparse and topk");
        refused(() -> KindPlan.of("denoising+masked"), "both decide what the network is shown");
        refused(() -> KindPlan.of("masked").withNoise(new Swap(0.1f)), "masking:0.3");
        refused(() -> KindPlan.of("sparse").withCode(usual.withK(2)), "--k is for the kind topk or batch-topk");
        refused(() -> KindPlan.of("topk").withCode(usual.withCodebook(9)), "--codebook is for the kind vq");
        refused(() -> KindPlan.of("topk").withCode(usual.withRho(0.1f)), "--rho is for the kind sparse");
        refused(
                () -> new CodePlan(Optional.of(1f), Optional.of(1f), Optional.empty(), Optional.empty(), 0f, 0),
                "got both");
        refused(() -> KindPlan.of("variational").withBeta(-1f), "-1.0");
        refused(() -> NetworkPlan.defaults().withCode(0), "at least 1", "0");
        refused(() -> NetworkPlan.defaults().withHidden(8, -1), "at least 1", "-1");
        refused(() -> NetworkPlan.defaults().withActivation(ActivationFunction.SOFTMAX), "softmax");
        refused(() -> NetworkPlan.Regularity.none().withDropout(1f), "1.0");
        refused(() -> LengthPlan.defaults().withEpochs(0), "at least 1 epoch", "0");
        refused(() -> LengthPlan.defaults().withBatch(0), "at least 1 row", "0");
        refused(() -> new LengthPlan(Optional.empty(), Optional.empty(), -1, 1), "-1");
        refused(() -> new LengthPlan(Optional.empty(), Optional.empty(), 1, 0), "0.0 seconds");
        refused(() -> rate(0f), "positive", "0.0");
        refused(() -> rate(Float.NaN), "NaN");
        refused(() -> Norm.of("group"), "group", "none, layer and batch");
    }

    private static LearningPlan rate(float rate) {
        return new LearningPlan(Optional.empty(), new Adam(), Optional.of(rate), Optional.empty(), new Clipping.None());
    }

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }
}
