package io.hourglass.demo;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.data.table.Table;
import io.hourglass.model.Gaussian;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.plan.NetworkPlan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The models that the demonstration trains. */
public enum DemoModel {
    /** Rebuilds pictures from 32 numbers. */
    FASHION("pictures of clothes, in 32 numbers each"),
    /** Removes noise from pictures. */
    FASHION_DENOISE("to remove noise from pictures"),
    /** Puts pictures on a map. */
    FASHION_MAP("a map of the pictures, two numbers each"),
    /** Rebuilds rows of a census; not told the income, nor a weight that says nothing of a person. */
    ADULT("people of a census, in five numbers each");

    /** A slow machine ends a training early rather than let a visitor wait. */
    private static final double MOST_SECONDS = 40;

    private static final float NOISE = 0.4f;

    private final String words;

    DemoModel(String words) {
        this.words = words;
    }

    /** What is learnt, in a few words. */
    public String words() {
        return words;
    }

    /** The name of its file. */
    public String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".hg";
    }

    /** The settings. */
    public HourglassPlan plan() {
        HourglassPlan plan = HourglassPlan.defaults();
        NetworkPlan network = plan.network();
        return switch (this) {
            case FASHION ->
                plan.withNetwork(network.withHidden(256).withCode(32)).withLength(length(25));
            case FASHION_DENOISE ->
                plan.withNetwork(network.withHidden(256).withCode(32))
                        .withKind(KindPlan.of("denoising").withNoise(new Gaussian(NOISE, NOISE)))
                        .withLength(length(18));
            case FASHION_MAP ->
                plan.withNetwork(network.withHidden(256, 64).withCode(2)).withLength(length(30));
            case ADULT ->
                plan.withNetwork(network.withHidden(96, 48).withCode(5)).withLength(length(20));
        };
    }

    private static LengthPlan length(int epochs) {
        return new LengthPlan(Optional.of(epochs), Optional.empty(), LengthPlan.USUAL_PATIENCE, MOST_SECONDS);
    }

    /** The rows that it learns from. */
    public Table learnt(DemoData data) {
        return this == ADULT ? data.learntPeople() : data.learntClothes();
    }

    /** A training by a plan, its own or another, that is ready to run. */
    public HourglassTraining training(DemoData data, HourglassPlan plan) {
        return Hourglass.training(learnt(data), plan).ignore(this == ADULT ? List.of("income", "fnlwgt") : List.of());
    }
}
