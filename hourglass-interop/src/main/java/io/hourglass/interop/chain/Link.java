package io.hourglass.interop.chain;

import io.hourglass.network.Activation;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.Dropout;
import io.hourglass.network.Layer;
import io.hourglass.network.LayerNorm;
import java.util.List;
import java.util.Set;

/**
 * A layer of a chain with its values.
 *
 * @param name what it is called where it comes from; within a nested model behind that model's name and a slash
 * @param layer what it is here; several links of one name may be one layer there
 * @param weights its trained parameters, in the layer's order
 * @param state what no gradient moves, in the layer's order
 */
public record Link(String name, Layer layer, List<float[]> weights, List<float[]> state) {
    private static final Set<Class<? extends Layer>> BY_VALUE =
            Set.of(Activation.class, Dropout.class, BatchNorm.class, LayerNorm.class);

    public Link {
        weights = List.copyOf(weights);
        state = List.copyOf(state);
    }

    /** Whether it keeps the meaning of each place of a row: an activation or a normalisation. */
    boolean byValue() {
        return BY_VALUE.contains(layer.getClass());
    }

    /** Whether it belongs to what is called so: a layer, or a nested model. */
    boolean belongsTo(String wanted) {
        return name.equals(wanted)
                || name.startsWith(wanted + "/")
                || name.endsWith("/" + wanted)
                || name.contains("/" + wanted + "/");
    }
}
