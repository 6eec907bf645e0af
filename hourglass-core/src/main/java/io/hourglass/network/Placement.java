package io.hourglass.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Where each parameter of a network lies in the model's flat blocks. A tied decoder's kernels point at its encoder's; everything
 * else lies one after the other.
 */
public final class Placement {
    private final int[][] weights;
    private final int[][] states;
    private int weightEnd;
    private int stateEnd;

    private Placement(Network network, int weightStart, int stateStart) {
        weights = new int[network.layers().size()][];
        states = new int[network.layers().size()][];
        weightEnd = weightStart;
        stateEnd = stateStart;
    }

    /** All parameters of a network one after the other, from the given offsets on. */
    public static Placement following(Network network, int weightStart, int stateStart) {
        return place(network, weightStart, stateStart, new ArrayDeque<>());
    }

    /**
     * A decoder after its encoder, with every tied kernel at the place of the encoder's kernel that it shares: the first tied layer
     * shares the encoder's last dense layer of its size, and so on outwards.
     *
     * @param encoderPlacement where the encoder lies
     */
    public static Placement tied(Network decoder, Network encoder, Placement encoderPlacement) {
        Deque<Shared> kernels = new ArrayDeque<>();
        for (int layer : encoder.denseLayers()) {
            kernels.push(new Shared(encoder.parameters(layer).get(0), encoderPlacement.weight(layer, 0)));
        }
        return place(decoder, encoderPlacement.weightEnd, encoderPlacement.stateEnd, kernels);
    }

    /** An encoder's kernel and its place. */
    private record Shared(Parameter kernel, int offset) {}

    private static Placement place(Network network, int weightStart, int stateStart, Deque<Shared> shared) {
        Placement placement = new Placement(network, weightStart, stateStart);
        for (int i = 0; i < network.layers().size(); i++) {
            List<Parameter> parameters = network.parameters(i);
            int[] offsets = new int[parameters.size()];
            boolean tied = network.layers().get(i) instanceof Dense dense && dense.tied();
            for (int p = 0; p < offsets.length; p++) {
                if (p == 0 && tied && fits(parameters.get(p), shared)) {
                    offsets[p] = shared.pop().offset;
                } else {
                    offsets[p] = placement.weightEnd;
                    placement.weightEnd =
                            Math.addExact(placement.weightEnd, parameters.get(p).length());
                }
            }
            placement.weights[i] = offsets;
            placement.states[i] = placement.placeState(network.state(i));
        }
        return placement;
    }

    /** Whether a kernel of this size is left, passing over those that are not shared; without any, the layer keeps its own. */
    private static boolean fits(Parameter kernel, Deque<Shared> shared) {
        Deque<Shared> left = new ArrayDeque<>(shared);
        while (!left.isEmpty()) {
            Parameter candidate = left.peek().kernel;
            if (candidate.rows() == kernel.rows() && candidate.columns() == kernel.columns()) {
                shared.clear();
                shared.addAll(left);
                return true;
            }
            left.pop();
        }
        return false;
    }

    private int[] placeState(List<Parameter> parameters) {
        int[] offsets = new int[parameters.size()];
        for (int p = 0; p < offsets.length; p++) {
            offsets[p] = stateEnd;
            stateEnd = Math.addExact(stateEnd, parameters.get(p).length());
        }
        return offsets;
    }

    /** The offset of a weight parameter in the flat block. */
    public int weight(int layer, int parameter) {
        return weights[layer][parameter];
    }

    /** The offset of a state parameter in the flat block. */
    public int state(int layer, int parameter) {
        return states[layer][parameter];
    }

    /** The offset after the last weight. */
    public int weightEnd() {
        return weightEnd;
    }

    /** The offset after the last state value. */
    public int stateEnd() {
        return stateEnd;
    }
}
