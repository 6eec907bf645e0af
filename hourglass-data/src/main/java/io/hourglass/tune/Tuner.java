package io.hourglass.tune;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.math.RandomStream;
import io.hourglass.plan.HourglassPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Searches for the settings of a training. The plan that it starts from is the first trial, so that what it finds is never worse on
 * the rows that epochs are judged by than that plan, unless an early round threw it out.
 */
public final class Tuner {
    private final TuningPlan tuning;
    private final Function<HourglassPlan, HourglassTraining> trainings;
    private final List<Trial> trials = new ArrayList<>();
    private Consumer<Trial> listener = trial -> {};
    private Path folder;
    private boolean resume;
    private Hourglass model;
    private Trial ofModel;

    /**
     * @param tuning how to search
     * @param trainings the training of a plan, ready to run; the same rows to learn from and to be judged by each time
     */
    public Tuner(TuningPlan tuning, Function<HourglassPlan, HourglassTraining> trainings) {
        this.tuning = tuning;
        this.trainings = trainings;
    }

    /** Somebody who is told of each trial. */
    public Tuner listener(Consumer<Trial> told) {
        listener = told;
        return this;
    }

    /** Keeps the trials in a folder, and goes on from those that are there if asked to. */
    public Tuner keep(Path where, boolean goOn) {
        folder = where;
        resume = goOn;
        return this;
    }

    /**
     * Searches.
     *
     * @param base the plan to start from
     * @param data what the rows are called, in full: a kept search of others does not go on
     * @throws IllegalArgumentException if what is kept is of another search: the message says in what it differs
     * @throws io.hourglass.error.CorruptFileException if it cannot be read
     * @throws TrainingDivergedException if every trial diverged
     */
    public Tuned run(HourglassPlan base, String data) {
        long start = System.nanoTime();
        TrialsFile file = folder == null ? null : file(base, data);
        model = null;
        ofModel = null;
        trials.clear();
        trials.addAll(file != null && resume ? file.read() : List.of());
        List<Trial> round = plans(base);
        List<TuningPlan.Round> rounds = tuning.rounds();
        for (int r = 0; r < rounds.size(); r++) {
            List<Trial> tried = new ArrayList<>();
            for (Trial candidate : round.subList(0, rounds.get(r).trials())) {
                if (!trials.isEmpty() && (System.nanoTime() - start) / 1e9 >= tuning.seconds()) {
                    return found();
                }
                tried.add(tried(candidate, r, rounds.get(r).epochs(), file));
            }
            tried.sort(Comparator.comparingDouble(Trial::loss).thenComparing(Trial::number));
            round = tried;
        }
        return found();
    }

    private TrialsFile file(HourglassPlan base, String data) {
        Map<String, String> described = new TreeMap<>(trainings.apply(base).described());
        described.put("data", data);
        return new TrialsFile(folder, new TrialsFile.Search(base, tuning, described));
    }

    private List<Trial> plans(HourglassPlan base) {
        List<Trial> plans = new ArrayList<>();
        for (int number = 0; number < tuning.trials(); number++) {
            HourglassPlan plan = base;
            RandomStream random = RandomStream.of(tuning.seed(), number);
            for (Setting setting : number == 0 ? List.<Setting>of() : tuning.free()) {
                plan = setting.draw(plan, random);
            }
            plans.add(new Trial(number, 0, 0, 0, 0, plan));
        }
        return plans;
    }

    /** The trial of a plan in a round: one that was kept, or trained now. */
    private Trial tried(Trial candidate, int round, int epochs, TrialsFile file) {
        Optional<Trial> kept = trials.stream()
                .filter(trial -> trial.number() == candidate.number() && trial.round() == round)
                .findFirst();
        if (kept.isPresent()) {
            return kept.get();
        }
        long start = System.nanoTime();
        Hourglass trained;
        try {
            trained = train(candidate.plan(), epochs);
        } catch (TrainingDivergedException e) {
            trained = null; // a plan to be thrown out like any other that is bad
        } catch (IllegalArgumentException e) {
            if (candidate.number() == 0) {
                throw e;
            }
            trained = null; // what the first plan may be, and this one not, was drawn
        }
        double loss = trained == null
                ? Double.POSITIVE_INFINITY
                : trained.history().best().judged();
        double seconds = (System.nanoTime() - start) / 1e9;
        Trial trial = new Trial(candidate.number(), round, epochs, loss, seconds, candidate.plan());
        trials.add(trial);
        if (trained != null && (ofModel == null || better(trial, ofModel))) {
            model = trained;
            ofModel = trial;
        }
        if (file != null) {
            file.write(trials);
        }
        listener.accept(trial);
        return trial;
    }

    /** The model of a plan without its detector, which only the one that is kept needs. */
    private Hourglass train(HourglassPlan plan, int epochs) {
        return training(plan, epochs).scoreByModel().run();
    }

    private HourglassTraining training(HourglassPlan plan, int epochs) {
        return trainings.apply(plan.withLength(plan.length().withEpochs(epochs)));
    }

    /** Whether one trial is to be preferred: of a later round, or of the same with a smaller loss. */
    private static boolean better(Trial one, Trial than) {
        return one.round() > than.round() || (one.round() == than.round() && one.loss() < than.loss());
    }

    /** The best of the last round, trained again if its model was made before the search was stopped. */
    private Tuned found() {
        Trial found = trials.stream()
                .filter(trial -> Double.isFinite(trial.loss()))
                .reduce((best, next) -> better(next, best) ? next : best)
                .orElseThrow(() -> new TrainingDivergedException(
                        1, 1, Double.NaN, "Every trial diverged. Scaled data or clipped gradients would help."));
        if (!found.equals(ofModel)) {
            model = train(found.plan(), found.epochs());
        }
        model = training(found.plan(), found.epochs()).scored(model);
        return new Tuned(model, found, trials);
    }
}
