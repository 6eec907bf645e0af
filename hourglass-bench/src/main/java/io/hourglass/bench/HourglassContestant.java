package io.hourglass.bench;

import io.hourglass.bench.contest.Contestant;
import io.hourglass.bench.contest.Conversation;
import io.hourglass.bench.contest.Job;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.training.Rows;
import io.hourglass.training.Stopping;
import io.hourglass.training.Trainer;
import io.hourglass.training.TrainingListener;
import io.hourglass.training.TrainingPlan;
import io.hourglass.training.Updates;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.SynchronousQueue;

/**
 * Hourglass on one of its engines. The trainer itself is measured, as a user calls it: it runs on a thread of its own and is held
 * between two updates, where it tells its listener.
 */
public final class HourglassContestant implements Contestant, TrainingListener {
    /** The values of an epoch: enough that its end weighs nothing beside it. */
    private static final int EPOCH_VALUES = 60_000_000;

    private static final int MOST_STEPS = 8192;

    private final Job job;
    private final Engine engine;
    private final SynchronousQueue<Integer> asked = new SynchronousQueue<>();
    private final SynchronousQueue<Object> answered = new SynchronousQueue<>();
    private int wanted;
    private int left;
    private double sum;
    private double epochSum;
    private volatile boolean closed;

    private HourglassContestant(Job job, Engine engine) {
        this.job = job;
        this.engine = engine;
        Updates updates = new Updates(
                new Adam(Job.BETA1, Job.BETA2, Job.EPSILON), job.rate(), new Schedule.Constant(), new Clipping.None());
        TrainingPlan plan = new TrainingPlan(1_000_000, job.batch(), false, updates, Stopping.never(), Chain.SEED);
        Trainer trainer = new Trainer(Chain.of(job).autoencoder(), plan, engine).listener(this);
        Thread thread = new Thread(() -> trainForEver(trainer), "training");
        thread.setDaemon(true);
        thread.start();
        requireReady();
    }

    /**
     * Runs in a JVM of its own.
     *
     * @param arguments the engine's name, then those of every system
     */
    public static void main(String[] arguments) {
        String engine = arguments[0];
        Conversation.run(
                Arrays.copyOfRange(arguments, 1, arguments.length),
                (job, threads, precision) -> open(job, engine, threads, precision));
    }

    /** Hourglass on an engine. */
    static HourglassContestant open(Job job, String engine, int threads, String precision) {
        try {
            Precision arithmetic = precision(precision);
            return new HourglassContestant(job, inPrecision(Engines.open(engine, threads, line -> {}), arithmetic));
        } catch (IllegalArgumentException reason) {
            throw new UnsupportedOperationException(reason.getMessage(), reason);
        }
    }

    private static Precision precision(String name) {
        for (Precision precision : Precision.values()) {
            if (precision.name().equalsIgnoreCase(name)) {
                return precision;
            }
        }
        throw new IllegalArgumentException("this version has no precision " + name);
    }

    private void trainForEver(Trainer trainer) {
        try {
            trainer.train(new Repeated(job), null);
        } catch (RuntimeException | Error failure) {
            if (!closed) {
                put(answered, failure);
            }
        }
    }

    /** Waits until the trainer has its sessions, and lets it stand before its second update: the first belongs to the first round. */
    private void requireReady() {
        Object first = take(answered);
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
        if (first instanceof Error failure) {
            throw failure;
        }
    }

    @Override
    public String description() {
        return "hourglass, engine " + engine.name();
    }

    @Override
    public double train(int count) {
        put(asked, count);
        return requireLoss(take(answered));
    }

    private static double requireLoss(Object answer) {
        if (answer instanceof Double loss) {
            return loss;
        }
        throw new IllegalStateException("training ended", (Throwable) answer);
    }

    @Override
    public void updated(int epoch, int rowsDone, int rows, double loss) {
        if (wanted == 0) { // the very first update: kept for the round that is yet to be asked for
            put(answered, loss);
            ask();
        }
        double before = rowsDone == job.batch() ? 0 : epochSum;
        epochSum = loss * rowsDone;
        sum += (epochSum - before) / job.batch();
        left--;
        if (left == 0) {
            put(answered, sum / wanted);
            ask();
        }
    }

    private void ask() {
        wanted = take(asked);
        if (closed) {
            throw new CancellationException("no further round");
        }
        left = wanted;
        sum = 0;
    }

    @Override
    public void close() {
        closed = true;
        put(asked, 0);
        engine.close();
    }

    private static <T> T take(SynchronousQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static <T> void put(SynchronousQueue<T> queue, T value) {
        try {
            queue.put(value);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** The job's rows over and over. */
    private record Repeated(Job job, int width, int count) implements Rows {
        Repeated(Job job) {
            this(job, job.widths()[0], stepsAnEpoch(job) * job.batch());
        }

        private static int stepsAnEpoch(Job job) {
            int steps = Math.min(MOST_STEPS, EPOCH_VALUES / (job.batch() * job.widths()[0]));
            return Math.max(1, steps / job.batches()) * job.batches();
        }

        /** Asked for each row while a step is measured: nothing is worked out here. */
        @Override
        public void copy(int row, float[] into, int offset) {
            int place = row % (job.rows().length / width);
            System.arraycopy(job.rows(), place * width, into, offset, width);
        }
    }

    /** The engine with sessions that all compute in one precision; everything else is asked of the engine itself. */
    private static Engine inPrecision(Engine engine, Precision precision) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    for (int i = 0; arguments != null && i < arguments.length; i++) {
                        arguments[i] = arguments[i] instanceof Precision ? precision : arguments[i];
                    }
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException wrapped) {
                        throw wrapped.getCause();
                    }
                });
    }
}
