package io.hourglass.sequential;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Rows;
import io.hourglass.training.Trainer;
import io.hourglass.training.TrainingListener;
import io.hourglass.training.TrainingPlan;
import io.hourglass.training.TrainingResult;
import io.hourglass.training.Updates;
import java.util.ArrayList;
import java.util.List;

/** A chain that knows how it is trained, not yet trained: fitting it returns the fitted one and leaves this one as it is. */
public final class Compiled {
    private final AutoencoderSpec spec;
    private final Rule rule;
    private final List<TrainingListener> listeners = new ArrayList<>();

    Compiled(AutoencoderSpec spec, Rule rule) {
        this.spec = spec;
        this.rule = rule;
    }

    /** Adds somebody who is told how fitting goes. */
    public Compiled listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** What is trained. */
    public AutoencoderSpec spec() {
        return spec;
    }

    /** Fits to rows, with the Java engine on all cores. */
    public Fitted fit(float[][] x, Fitting fitting) {
        return fit(MemoryRows.of(x), fitting, Engines.java());
    }

    /** Fits to rows on an engine. */
    public Fitted fit(Rows x, Fitting fitting, Engine engine) {
        TrainingPlan plan = new TrainingPlan(
                fitting.epochs(),
                fitting.batchSize(),
                fitting.shuffle(),
                new Updates(rule.optimizer(), rule.rate(), new Schedule.Constant(), new Clipping.None()),
                fitting.stopping(),
                fitting.seed());
        Trainer trainer = new Trainer(spec, plan, engine);
        listeners.forEach(trainer::listener);
        TrainingResult result = trainer.train(x, fitting.validation());
        return new Fitted(result);
    }
}
