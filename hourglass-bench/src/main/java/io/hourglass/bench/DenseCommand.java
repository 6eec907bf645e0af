package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.engine.Engine;
import io.hourglass.engine.JavaEngine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.math.RandomStream;
import io.hourglass.network.Dense;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The speed of the Java engine's dense layer: forward (y = b + x W) and a whole step (forward, dW, db and dx). */
@Command(name = "dense", description = "The Java engine's dense layer in GFLOP/s, forward and a whole step.")
final class DenseCommand implements Runnable {
    /** Rows, inputs, units. */
    private static final int[][] SIZES = {
        {256, 784, 512}, {256, 512, 256}, {256, 128, 30}, {256, 512, 784}, {1024, 28, 64}
    };

    @Mixin
    private Output output;

    @Override
    public void run() {
        JsonArray rows = new JsonArray();
        for (int[] size : SIZES) {
            measure(rows, size);
        }
        output.print(
                "dense",
                List.of("layer", "pass", "threads", "microsPerStep", "gflops", "leastMicros", "greatestMicros"),
                rows);
    }

    private void measure(JsonArray rows, int[] size) {
        int batch = size[0];
        Network network = Network.of(Shape.of(size[1]), Dense.of(size[2]));
        float[] x = normal(batch * size[1]);
        float[] dy = normal(batch * size[2]);
        float[] y = new float[dy.length];
        float[] dx = new float[x.length];
        float[] weights = network.initialWeights(1);
        float[] gradient = new float[weights.length];
        try (Engine engine = new JavaEngine(output.threads());
                Session session = engine.open(network, batch, Precision.F32)) {
            session.load(weights, new float[0]);
            Map<String, Rounds.Time> times = new Rounds()
                    .add("forward", () -> session.forward(x, batch, y, Mode.TRAIN, 1))
                    .add("step", () -> {
                        session.forward(x, batch, y, Mode.TRAIN, 1);
                        session.backward(dy, gradient, dx);
                    })
                    .measure();
            double operations = 2.0 * batch * size[1] * size[2];
            times.forEach((pass, time) -> {
                JsonObject row = new JsonObject();
                row.addProperty("layer", batch + "x" + size[1] + "x" + size[2]);
                row.addProperty("pass", pass);
                row.addProperty("threads", output.threads());
                row.addProperty("microsPerStep", Output.rounded(time.median()));
                double factor = pass.equals("forward") ? 1 : 3;
                row.addProperty("gflops", Output.rounded(factor * operations / time.median() / 1e3));
                row.addProperty("leastMicros", Output.rounded(time.least()));
                row.addProperty("greatestMicros", Output.rounded(time.greatest()));
                rows.add(row);
            });
        }
    }

    private static float[] normal(int count) {
        RandomStream random = RandomStream.of(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
