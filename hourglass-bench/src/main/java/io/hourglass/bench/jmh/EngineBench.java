package io.hourglass.bench.jmh;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** Whole chains of dense layers in one session, without loss and optimizer. */
public class EngineBench extends SessionBench {
    /** The widths of the layers. */
    @Param({"10-5-8-10", "28-64-16-64-28", "784-512-128-32-128-512-784"})
    public String widths;

    @Override
    Pieces pieces() {
        List<Layer> layers = new ArrayList<>();
        String[] sizes = widths.split("-", -1);
        for (int i = 1; i < sizes.length; i++) {
            layers.add(Dense.of(Integer.parseInt(sizes[i])));
            layers.add(Activation.of(i == sizes.length - 1 ? ActivationFunction.SIGMOID : ActivationFunction.RELU));
        }
        return new Pieces(new Network(Shape.of(Integer.parseInt(sizes[0])), layers), batch, engine, threads);
    }
}
