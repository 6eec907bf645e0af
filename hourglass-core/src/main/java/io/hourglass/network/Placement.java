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
     * A decoder after its encoder, with every tied kernel at the place of the encoder's kernel that it shares: the decoder's first
     * dense layer mirrors the encoder's last of its size, and so on outwards. Where the encoder gives more than the code, as a
     * variational one does, its last dense layer has no mirror. A tied layer without a mirror keeps a kernel of its own.
     *
     * @param encoderPlacement where the encoder lies
     */
    public static Placement tied(Network decoder, Network encoder, Placement encoderPlacement) {
        Deque<Shared> kernels = new ArrayDeque<>();
        List<Integer> layers = encoder.denseLayers();
        boolean head = encoder.output().size() != decoder.input().size();
        for (int layer : layers.subList(0, Math.max(0, layers.size() - (head ? 1 : 0)))) {
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
            Dense dense = network.layers().get(i) instanceof Dense found ? found : null;
            Shared mirror = dense == null ? null : mirror(dense.units(), parameters.get(0), shared);
            for (int p = 0; p < offsets.length; p++) {
                if (p == 0 && mirror != null && dense.tied()) {
                    offsets[p] = mirror.offset;
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

    /** Takes the next kernel [units][inputs] that is left, and those passed over with it; null, and takes none, if there is none. */
    private static Shared mirror(int units, Parameter kernel, Deque<Shared> shared) {
        int inputs = kernel.length() / units;
        Deque<Shared> left = new ArrayDeque<>(shared);
        while (!left.isEmpty()) {
            Shared candidate = left.pop();
            if (candidate.kernel.rows() == units && candidate.kernel.columns() == inputs) {
                shared.clear();
                shared.addAll(left);
                return candidate;
            }
        }
        return null;
    }

    private int[] placeState(List<Parameter> parameters) {
        int[] offsets = new int[parameters.size()];
        for (int p = 0; p < offsets.length; p++) {
            offsets[p] = stateEnd;
            stateEnd = Math.addExact(stateEnd, parameters.get(p).length());
        }
        return offsets;
    }

    /**
     * Where the parameters of a block lie that is one layer of this network: its layers' one after the other, as they are the layer's.
     *
     * @param layer the block's place in this network
     * @param block its layers as a network
     */
    public Placement within(int layer, Network block) {
        int weightStart = weights[layer].length == 0 ? 0 : weights[layer][0];
        int stateStart = states[layer].length == 0 ? 0 : states[layer][0];
        return following(block, weightStart, stateStart);
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
