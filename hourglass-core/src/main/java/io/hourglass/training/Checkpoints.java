package io.hourglass.training;

import io.hourglass.file.Section;
import io.hourglass.file.SectionFile;
import io.hourglass.file.Tensor;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes and reads the state of a run after each epoch, whole or not at all, in one file of a folder. What it belongs to is kept with
 * it: a run of other settings or other data does not go on from it.
 */
final class Checkpoints {
    /** The file in the folder. */
    static final String FILE = "checkpoint.hgc";

    private static final String KIND = "checkpoint";
    private static final String PROGRESS = "progress.json";
    private static final String TENSORS = "run.safetensors";

    private final Path folder;
    private final boolean resume;
    private Identity identity;

    /**
     * What a run is.
     *
     * @param model what is trained
     * @param updates how weights move
     * @param steps how rows make updates
     * @param seed of everything random
     * @param data a digest of training and validation rows, and of what is true of them where that is learnt
     * @param lesson the head that is trained along
     */
    record Identity(
            AutoencoderSpec model,
            Updates updates,
            Steps steps,
            long seed,
            String data,
            Optional<Supervision.Lesson> lesson) {}

    /**
     * How rows make updates.
     *
     * @param batch rows an update
     * @param shuffle whether rows are shuffled
     * @param horizon the epochs of the plan if the schedule looks ahead to their end; else 0, and there may be more of them later
     */
    record Steps(int batch, boolean shuffle, int horizon) {
        static Steps of(TrainingPlan plan) {
            boolean fixed = plan.updates().schedule().looksAhead();
            return new Steps(plan.batch(), plan.shuffle(), fixed ? plan.epochs() : 0);
        }
    }

    /**
     * How far a run is.
     *
     * @param identity what it is
     * @param epochs the reports so far
     * @param bestEpoch the epoch whose weights are kept
     * @param step the updates made
     * @param lastFiniteLoss of the last batch
     */
    record State(Identity identity, List<EpochReport> epochs, int bestEpoch, long step, double lastFiniteLoss) {
        State {
            epochs = List.copyOf(epochs);
            if (bestEpoch < 1 || bestEpoch > epochs.size() || step < epochs.size()) {
                throw new IllegalArgumentException("the best epoch cannot be " + bestEpoch + " of " + epochs.size()
                        + ", after " + step + " steps");
            }
        }
    }

    private Checkpoints(Path folder, boolean resume) {
        this.folder = folder;
        this.resume = resume;
    }

    static Checkpoints none() {
        return new Checkpoints(null, false);
    }

    static Checkpoints in(Path folder, boolean resume) {
        return new Checkpoints(folder, resume);
    }

    static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void identify(
            AutoencoderSpec spec, TrainingPlan plan, Optional<Supervision> truth, Rows training, Rows validation) {
        if (folder != null) {
            String data = truth.map(each -> each.digest(training, validation))
                    .orElseGet(() -> RowDigest.of(training, validation));
            Optional<Supervision.Lesson> lesson = truth.map(Supervision::lesson);
            identity = new Identity(spec, plan.updates(), Steps.of(plan), plan.seed(), data, lesson);
        }
    }

    void save(Run run) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        State state = new State(identity, run.epochs, run.bestEpoch, run.step, run.lastFiniteLoss);
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(Tensor.vector("weights", run.weights));
        tensors.add(Tensor.vector("state", run.state));
        tensors.add(Tensor.vector("best-weights", run.bestWeights));
        tensors.add(Tensor.vector("best-state", run.bestState));
        for (int i = 0; i < run.slots.length; i++) {
            tensors.add(Tensor.vector("slot" + i, run.slots[i]));
        }
        SectionFile.write(
                folder.resolve(FILE),
                true,
                KIND,
                List.of(Section.record(PROGRESS, state, State.class), Section.tensors(TENSORS, tensors)));
    }

    /** The run to go on with; empty if there is none or none is wanted. */
    Optional<Run> load(AutoencoderSpec spec, Layout layout, TrainingPlan plan) {
        if (folder == null || !resume || !Files.exists(folder.resolve(FILE))) {
            return Optional.empty();
        }
        try (SectionFile file = SectionFile.open(folder.resolve(FILE))) {
            file.requireKind(KIND);
            State state = file.record(PROGRESS, State.class);
            requireSame(state.identity);
            Run run = Run.fresh(spec, layout, plan);
            List<Tensor> tensors = file.tensors(TENSORS);
            restore(file, tensors, "weights", run.weights);
            restore(file, tensors, "state", run.state);
            restore(file, tensors, "best-weights", run.bestWeights);
            restore(file, tensors, "best-state", run.bestState);
            for (int i = 0; i < run.slots.length; i++) {
                restore(file, tensors, "slot" + i, run.slots[i]);
            }
            run.resume(state, plan.stopping().minimumGain());
            return Optional.of(run);
        }
    }

    private void requireSame(Identity other) {
        List<String> changed = new ArrayList<>();
        note(changed, "the network or loss", identity.model, other.model);
        note(changed, "optimizer, rate, schedule, clipping or trimming", identity.updates, other.updates);
        note(changed, "batch", identity.steps.batch, other.steps.batch);
        note(changed, "shuffling", identity.steps.shuffle, other.steps.shuffle);
        note(changed, "epochs, which the schedule spans", identity.steps.horizon, other.steps.horizon);
        note(changed, "seed", identity.seed, other.seed);
        note(changed, "the data", identity.data, other.data);
        note(changed, "the head or how images vary", identity.lesson, other.lesson);
        if (!changed.isEmpty()) {
            throw new IllegalArgumentException("the checkpoint in " + folder + " is of another run: it differs in "
                    + String.join(", ", changed) + ". Use the settings it was made with, or another folder.");
        }
    }

    private static void note(List<String> changed, String what, Object mine, Object other) {
        if (!mine.equals(other)) {
            changed.add(what);
        }
    }

    private static void restore(SectionFile file, List<Tensor> tensors, String name, float[] into) {
        float[] values = tensors.stream()
                .filter(tensor -> tensor.name().equals(name) && tensor.values().length == into.length)
                .findFirst()
                .orElseThrow(() -> file.corrupt(TENSORS, "'" + name + "' with " + into.length + " values is missing"))
                .values();
        System.arraycopy(values, 0, into, 0, into.length);
    }
}
