package io.hourglass;

import io.hourglass.anomaly.DetectorTraining;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.file.ProgramVersion;
import io.hourglass.label.Classifier;
import io.hourglass.label.LabelTraining;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.pixel.PixelPlan;
import io.hourglass.pixel.PixelPredictor;
import io.hourglass.pixel.PixelTraining;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Pacing;
import io.hourglass.series.Series;
import io.hourglass.training.History;
import io.hourglass.training.Pretraining;
import io.hourglass.training.RowDigest;
import io.hourglass.training.Rows;
import io.hourglass.training.Stopping;
import io.hourglass.training.Trainer;
import io.hourglass.training.TrainingListener;
import io.hourglass.training.TrainingPlan;
import io.hourglass.training.TrainingResult;
import io.hourglass.use.Detector;
import io.hourglass.use.Member;
import io.hourglass.use.ModelFile;
import io.hourglass.use.Provenance;
import io.hourglass.use.Scorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Trains what was prepared, and makes a model of it. */
final class ModelTraining {
    /** Each layer is pre-trained for one in so many of the epochs. */
    private static final int LAYERWISE_SHARE = 4;
    /** In the folder of checkpoints, those of the head's training. */
    private static final String LABEL_FOLDER = "label";
    /** And those of its training on the classes that the model gives to rows. */
    private static final String GUESSES_FOLDER = "label-guesses";
    /** And those of the further members, each with its number. */
    private static final String MEMBER_FOLDER = "member-";
    /** What is left of a time limit that was used up. */
    private static final double LEAST_SECONDS = 1e-3;

    private final Setup setup;
    private final Computing computing;
    private final Checkpointing checkpointing;
    private final List<TrainingListener> listeners;
    private final List<String> notices;
    private Supplier<Optional<Hourglass>> best = Optional::empty;

    /**
     * What is wanted.
     *
     * @param source where the rows come from
     * @param mostBytes of memory for rows
     * @param detects whether rows are scored by a detector, where they are no images
     * @param members how many autoencoders are trained, from seeds that follow one another
     * @param pixels how a predictor of pixels is made, if one is
     */
    record Setup(
            HourglassPlan plan,
            String source,
            long mostBytes,
            boolean detects,
            int members,
            Optional<PixelPlan> pixels) {}

    /** What is computed with. */
    record Computing(Engine engine, Precision precision) {}

    /** Where checkpoints go, if they do, and whether training goes on from what is there. */
    record Checkpointing(Optional<Path> folder, boolean resume) {}

    /**
     * @param notices what was noticed, added to
     */
    ModelTraining(
            Setup setup,
            Computing computing,
            Checkpointing checkpointing,
            List<TrainingListener> listeners,
            List<String> notices) {
        this.setup = setup;
        this.computing = computing;
        this.checkpointing = checkpointing;
        this.listeners = listeners;
        this.notices = notices;
    }

    /** After a training that did not end well: the model of the best epoch; empty if no epoch ended. */
    Optional<Hourglass> best() {
        return best.get();
    }

    /**
     * What is trained on what.
     *
     * @param held null where nothing is held back
     * @param series how rows are series, for windows
     * @param lesson what is learnt of a label, if one is
     */
    record Job(
            Preparation preparation,
            AutoencoderSpec spec,
            Rows rows,
            Rows held,
            Optional<Series> series,
            Optional<LabelTraining> lesson) {
        Job(Preparation preparation, AutoencoderSpec spec, Rows rows, Rows held) {
            this(preparation, spec, rows, held, Optional.empty(), Optional.empty());
        }
    }

    /** Trains an autoencoder, with a lesson a head, or the members of an ensemble. */
    Hourglass train(Job job) {
        if (!checkpointing.resume) {
            forgetLater();
        }
        if (job.lesson.isPresent()) {
            return train(job, job.lesson.get());
        }
        TrainingPlan pacing = Pacing.of(setup.plan, job.rows.count(), job.spec);
        Pacing.notice(setup.plan, job.rows.count(), job.spec).ifPresent(this::notice);
        Finish finish = finish(job, pacing);
        if (setup.members == 1) {
            TrainingResult result = train(job, pacing, finish);
            return finish.model(result.model(), result.history(), Optional.empty());
        }
        return ensemble(job, pacing, finish);
    }

    /** Of an earlier run, what this one may be stopped before it comes to. */
    private void forgetLater() {
        Stream<Optional<Path>> members = IntStream.range(1, setup.members).mapToObj(this::folder);
        Stream.concat(members, Stream.of(within(LABEL_FOLDER), within(GUESSES_FOLDER)))
                .flatMap(Optional::stream)
                .forEach(Trainer::forgetCheckpoint);
    }

    /** Trains the members one after the other; those that are left share the time that is left. */
    private Hourglass ensemble(Job job, TrainingPlan pacing, Finish finish) {
        double left = setup.plan.length().seconds();
        tellOfMember(1);
        TrainingResult first = train(job, member(pacing, 0, left), finish);
        left -= first.history().seconds();
        List<Trained> trained = new ArrayList<>(List.of(new Trained(first.model(), first.history())));
        for (int m = 1; m < setup.members; m++) {
            tellOfMember(m + 1);
            Trainer trainer = trainer(job.spec, member(pacing, m, left), folder(m));
            pretrain(trainer, pacing);
            try {
                TrainingResult result = trainer.train(job.rows, job.held);
                String name = "member " + (m + 1) + ": ";
                result.findings().stream()
                        .filter(finding -> !first.findings().contains(finding))
                        .forEach(finding -> notices.add(name + finding));
                left -= result.history().seconds();
                trained.add(new Trained(result.model(), result.history()));
            } catch (TrainingDivergedException e) {
                Hourglass ended = finish.model(trained, Optional.empty());
                best = () -> Optional.of(ended);
                throw e;
            }
        }
        return finish.model(trained, Optional.empty());
    }

    private void tellOfMember(int number) {
        listeners.forEach(listener -> listener.memberBegan(number, setup.members));
    }

    /** Where the checkpoints of a further member go. */
    private Optional<Path> folder(int member) {
        return within(MEMBER_FOLDER + (member + 1));
    }

    private TrainingPlan member(TrainingPlan pacing, int member, double left) {
        double seconds = Math.max(LEAST_SECONDS, left / (setup.members - member));
        Stopping whole = pacing.stopping();
        return pacing.withStopping(new Stopping(whole.patience(), whole.minimumGain(), seconds))
                .withSeed(pacing.seed() + member);
    }

    private void pretrain(Trainer trainer, TrainingPlan pacing) {
        if (setup.plan.length().layerwise()) {
            trainer.pretraining(new Pretraining(Math.max(1, pacing.epochs() / LAYERWISE_SHARE), setup.mostBytes));
        }
    }

    /** Trains the autoencoder, then the head and the autoencoder with it. */
    private Hourglass train(Job job, LabelTraining lesson) {
        notice(lesson.notice());
        double limit = setup.plan.length().seconds();
        TrainingPlan first = Pacing.beforeLabel(setup.plan, job.rows.count(), job.spec, limit / 2);
        Pacing.notice(setup.plan, job.rows.count(), job.spec).ifPresent(this::notice);
        Finish finish = finish(job, first);
        Optional<TrainingResult> before =
                lesson.plan().pretraining() ? Optional.of(train(job, first, finish)) : Optional.empty();
        double spent = before.map(each -> each.history().seconds()).orElse(0.0);
        LabelTraining.Taught taught =
                teach(job, lesson, before.map(TrainingResult::model), Math.max(limit - spent, limit / 2));
        History history = before.map(TrainingResult::history)
                .orElseGet(() -> taught.classifier().told().history());
        return finish.model(taught.model(), history, Optional.of(taught.classifier()));
    }

    /** Trains the head, and once more on the classes that it gives to rows without a label, where they are many. */
    private LabelTraining.Taught teach(Job job, LabelTraining lesson, Optional<Autoencoder> start, double seconds) {
        LabelTraining.Source source =
                new LabelTraining.Source(job.rows, Optional.ofNullable(job.held), job.preparation.image());
        boolean guessing = lesson.guesses(source);
        double share = guessing ? seconds / 2 : seconds;
        TrainingPlan first = Pacing.ofLabel(setup.plan, lesson.rows(), job.spec, share);
        int code = job.spec.codeWidth();
        LabelTraining.Taught taught = lesson.run(source, code, start, trainer(job.spec, first, within(LABEL_FOLDER)));
        if (!guessing) {
            return taught;
        }
        TrainingPlan second = Pacing.ofGuesses(setup.plan, lesson.guessedRows(), job.spec, share);
        return lesson.again(source, code, taught, trainer(job.spec, second, within(GUESSES_FOLDER)));
    }

    private Optional<Path> within(String folder) {
        return checkpointing.folder.map(all -> all.resolve(folder));
    }

    private void notice(String sentence) {
        notices.add(sentence);
        listeners.forEach(listener -> listener.noticed(sentence));
    }

    private Finish finish(Job job, TrainingPlan pacing) {
        return (trained, classifier) -> {
            List<Autoencoder> models = trained.stream().map(Trained::model).toList();
            List<Member> members = Scorer.members(models, job.rows, job.rows);
            List<Member> further = new ArrayList<>();
            for (int m = 1; m < members.size(); m++) {
                further.add(members.get(m).with(trained.get(m).history));
            }
            Optional<PixelPredictor> pixels = pixels(job); // what is noticed on the way belongs to the provenance
            return new Hourglass(new ModelFile(
                    job.preparation,
                    models.get(0),
                    members.get(0).profile(),
                    trained.get(0).history,
                    provenance(job.rows, job.held, pacing, computing.engine),
                    new ModelFile.Additions(job.series, detector(job, models.size()), classifier, further, pixels)));
        };
    }

    private Trainer trainer(AutoencoderSpec spec, TrainingPlan pacing, Optional<Path> folder) {
        Trainer trainer = new Trainer(spec, pacing, computing.engine).precision(computing.precision);
        listeners.forEach(trainer::listener);
        folder.ifPresent(each -> trainer.checkpoints(each, checkpointing.resume));
        return trainer;
    }

    private TrainingResult train(Job job, TrainingPlan pacing, Finish finish) {
        Trainer trainer = trainer(job.spec, pacing, checkpointing.folder);
        pretrain(trainer, pacing);
        best = () -> trainer.best().map(model -> finish.model(model, trainer.history(), Optional.empty()));
        try {
            TrainingResult result = trainer.train(job.rows, job.held);
            notices.addAll(result.findings());
            return result;
        } catch (TrainingDivergedException e) {
            Optional<Hourglass> kept = best.get(); // it takes the rows, which will be gone
            best = () -> kept;
            throw e;
        }
    }

    /** What scores rows, of data that are no images; empty if the model itself does. */
    Optional<Detector> detector(Job job, int members) {
        if (!setup.detects || job.preparation.image().isPresent()) {
            return Optional.empty();
        }
        long seed = setup.plan.seed();
        List<Long> seeds = LongStream.range(seed, seed + members).boxed().toList();
        return Optional.of(
                job.series.isPresent()
                        ? DetectorTraining.train(
                                job.preparation, job.series.get().plan(), job.rows, seeds, computing.engine)
                        : DetectorTraining.train(job.preparation, job.rows, seeds, computing.engine));
    }

    /** What predicts pixels, where it is asked for. */
    private Optional<PixelPredictor> pixels(Job job) {
        return setup.pixels.map(asked -> {
            ImageColumn images = (ImageColumn) job.preparation.columns().get(0).column();
            return new PixelTraining(asked, images, setup.plan.seed()).train(job.rows, computing.engine, this::notice);
        });
    }

    /** Makes a model of what training gave. */
    private interface Finish {
        Hourglass model(List<Trained> members, Optional<Classifier> classifier);

        default Hourglass model(Autoencoder model, History history, Optional<Classifier> classifier) {
            return model(List.of(new Trained(model, history)), classifier);
        }
    }

    /** A member and how its training went. */
    private record Trained(Autoencoder model, History history) {}

    private Provenance provenance(Rows rows, Rows held, TrainingPlan pacing, Engine used) {
        String digest = held == null ? RowDigest.of(rows) : RowDigest.of(rows, held);
        return new Provenance(
                new Provenance.Origin(setup.source, rows.count(), held == null ? 0 : held.count(), digest),
                setup.plan,
                pacing.batch(),
                pacing.updates().rate(),
                new Provenance.Machine(
                        "Hourglass " + ProgramVersion.current(),
                        used.name(),
                        computing.precision.name().toLowerCase(Locale.ROOT),
                        System.getProperty("java.version")),
                notices);
    }
}
