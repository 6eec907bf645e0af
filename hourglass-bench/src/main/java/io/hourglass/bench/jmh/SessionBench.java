package io.hourglass.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A network in a session: forward alone, and forward and backward. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public abstract class SessionBench {
    /** The engine's name. */
    @Param("java")
    public String engine;

    /** How many threads compute. */
    @Param("1")
    public int threads;

    /** The rows of a batch. */
    @Param("256")
    public int batch;

    private Pieces pieces;

    /** What is measured. */
    abstract Pieces pieces();

    /** Opens the session. */
    @Setup(Level.Trial)
    public void open() {
        pieces = pieces();
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
        pieces.close();
    }

    /** The outputs of a batch. */
    @Benchmark
    public float[] forward() {
        return pieces.forward();
    }

    /** The outputs and the gradients of a batch. */
    @Benchmark
    public float[] forwardAndBackward() {
        return pieces.forwardAndBackward();
    }
}
