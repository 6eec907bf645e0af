package io.hourglass.bench.jmh;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
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

/** Whole chains of dense layers in one session: forward alone, and forward and backward. Without loss and optimizer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBench {
    /** The engine's name. */
    @Param("java")
    public String engine;

    /** How many threads compute. */
    @Param("1")
    public int threads;

    /** The widths of the layers. */
    @Param({"10-5-8-10", "28-64-16-64-28", "784-512-128-32-128-512-784"})
    public String widths;

    /** The rows of a batch. */
    @Param("256")
    public int batch;

    private Pieces pieces;

    /** Opens the session. */
    @Setup(Level.Trial)
    public void open() {
        List<Layer> layers = new ArrayList<>();
        String[] sizes = widths.split("-", -1);
        for (int i = 1; i < sizes.length; i++) {
            layers.add(Dense.of(Integer.parseInt(sizes[i])));
            layers.add(Activation.of(i == sizes.length - 1 ? ActivationFunction.SIGMOID : ActivationFunction.RELU));
        }
        pieces = new Pieces(new Network(Shape.of(Integer.parseInt(sizes[0])), layers), batch, engine, threads);
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

    /** The outputs and the gradient of a batch. */
    @Benchmark
    public float[] forwardAndBackward() {
        return pieces.forwardAndBackward();
    }
}
