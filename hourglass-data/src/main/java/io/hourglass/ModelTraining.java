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
import io.hourglass.training.Trainer;
import io.hourglass.training.TrainingListener;
import io.hourglass.training.TrainingPlan;
import io.hourglass.training.TrainingResult;
import io.hourglass.use.Detector;
import io.hourglass.use.ModelFile;
import io.hourglass.use.Provenance;
import io.hourglass.use.Scorer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Trains what was prepared, and makes a model of it. */
final class ModelTraining {
    /** Each layer is pre-trained for one in so many of the epochs. */
    private static final int LAYERWISE_SHARE = 4;
    /** In the folder of checkpoints, those of the head's training. */
    private static final String LABEL_FOLDER = "label";

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
     * @param pixels how a predictor of pixels is made, if one is
     */
    record Setup(HourglassPlan plan, String source, long mostBytes, boolean detects, Optional<PixelPlan> pixels) {}

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

    /** What is trained on what; {@code held} is null where nothing is held back. */
    record Job(Preparation preparation, AutoencoderSpec spec, Rows rows, Rows held, Optional<Series> series) {}

    /** Trains an autoencoder. */
    Hourglass train(Job job) {
        TrainingPlan pacing = Pacing.of(setup.plan, job.rows.count());
        Finish finish = finish(job, pacing);
        TrainingResult result = train(job, pacing, finish);
        return finish.model(result.model(), result.history(), Optional.empty());
    }

    /** Trains the autoencoder, then the head and the autoencoder with it. */
    Hourglass train(Job job, LabelTraining lesson) {
        notice(lesson.notice());
        double limit = setup.plan.length().seconds();
        TrainingPlan first = Pacing.beforeLabel(setup.plan, job.rows.count(), limit / 2);
        Finish finish = finish(job, first);
        Optional<TrainingResult> before =
                lesson.plan().pretraining() ? Optional.of(train(job, first, finish)) : Optional.empty();
        double spent = before.map(each -> each.history().best().seconds()).orElse(0.0);
        TrainingPlan second = Pacing.ofLabel(setup.plan, lesson.rows(), Math.max(limit - spent, limit / 2));
        Trainer trainer = trainer(job.spec, second, checkpointing.folder.map(folder -> folder.resolve(LABEL_FOLDER)));
        LabelTraining.Source source =
                new LabelTraining.Source(job.rows, Optional.ofNullable(job.held), job.preparation.image());
        LabelTraining.Taught taught =
                lesson.run(source, job.spec.codeWidth(), before.map(TrainingResult::model), trainer);
        History history = before.map(TrainingResult::history)
                .orElseGet(() -> taught.classifier().told().history());
        return finish.model(taught.model(), history, Optional.of(taught.classifier()));
    }

    private Finish finish(Job job, TrainingPlan pacing) {
        return (model, history, classifier) -> {
            Optional<PixelPredictor> pixels = pixels(job);
            return new Hourglass(new ModelFile(
                    job.preparation,
                    model,
                    Scorer.profile(model, job.rows),
                    history,
                    provenance(job.rows, job.held, pacing, computing.engine),
                    new ModelFile.Additions(job.series, detector(job), classifier, pixels)));
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
        if (setup.plan.length().layerwise()) {
            trainer.pretraining(new Pretraining(Math.max(1, pacing.epochs() / LAYERWISE_SHARE), setup.mostBytes));
        }
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

    /** What scores rows, of data that are no images. */
    private Optional<Detector> detector(Job job) {
        if (!setup.detects || job.preparation.image().isPresent()) {
            return Optional.empty();
        }
        long seed = setup.plan.seed();
        return Optional.of(
                job.series.isPresent()
                        ? DetectorTraining.train(
                                job.preparation, job.series.get().plan(), job.rows, seed, computing.engine)
                        : DetectorTraining.train(job.preparation, job.rows, seed, computing.engine));
    }

    private void notice(String sentence) {
        notices.add(sentence);
        listeners.forEach(listener -> listener.noticed(sentence));
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
        Hourglass model(Autoencoder model, History history, Optional<Classifier> classifier);
    }

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
