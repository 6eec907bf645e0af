package io.hourglass.model;

import io.hourglass.file.SectionFile;
import io.hourglass.file.Tensor;
import io.hourglass.network.Network;
import io.hourglass.network.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The weights of a network that stands beside an autoencoder, one tensor a parameter, for instance {@code head.2.kernel}. */
public final class NetworkTensors {
    private NetworkTensors() {}

    /**
     * The weights as tensors.
     *
     * @param prefix what their names begin with
     * @param weights one parameter after the other
     */
    public static List<Tensor> of(Network network, String prefix, float[] weights) {
        List<Tensor> tensors = new ArrayList<>();
        int at = 0;
        for (int layer = 0; layer < network.layers().size(); layer++) {
            for (Parameter parameter : network.parameters(layer)) {
                float[] values = Arrays.copyOfRange(weights, at, at + parameter.length());
                List<Integer> shape = parameter.rows() == 1
                        ? List.of(parameter.columns())
                        : List.of(parameter.rows(), parameter.columns());
                tensors.add(new Tensor(prefix + "." + layer + "." + parameter.name(), shape, values));
                at += values.length;
            }
        }
        return tensors;
    }

    /**
     * The weights of a section, one parameter after the other.
     *
     * @throws io.hourglass.error.CorruptFileException if it does not hold the network's and no others
     */
    public static float[] read(SectionFile file, String section, Network network, String prefix) {
        List<Tensor> tensors = file.tensors(section);
        long values =
                tensors.stream().mapToLong(tensor -> tensor.values().length).sum();
        if (values != network.weightCount()) {
            throw file.corrupt(
                    section, "it holds " + values + " weights, and the network has " + network.weightCount());
        }
        float[] weights = new float[network.weightCount()];
        int at = 0;
        int next = 0;
        for (int layer = 0; layer < network.layers().size(); layer++) {
            for (Parameter parameter : network.parameters(layer)) {
                String name = prefix + "." + layer + "." + parameter.name();
                Tensor tensor = next < tensors.size() ? tensors.get(next++) : null;
                if (tensor == null || !tensor.name().equals(name) || tensor.values().length != parameter.length()) {
                    throw file.corrupt(section, "'" + name + "' with " + parameter.length() + " values is missing");
                }
                System.arraycopy(tensor.values(), 0, weights, at, parameter.length());
                at += parameter.length();
            }
        }
        if (next != tensors.size()) {
            throw file.corrupt(section, "tensor '" + tensors.get(next).name() + "' belongs to no layer of its network");
        }
        return weights;
    }
}
