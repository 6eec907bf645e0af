package io.hourglass.model;

import io.hourglass.engine.Engine;
import io.hourglass.file.Section;
import io.hourglass.file.SectionFile;
import io.hourglass.file.Tensor;
import io.hourglass.network.Network;
import io.hourglass.network.Parameter;
import io.hourglass.network.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * An autoencoder as sections of a file: its description, its weights and its state, one tensor a parameter under the name of its
 * network, layer and parameter, for instance {@code decoder.2.kernel}; what a bottleneck keeps is state. A kernel that a tied decoder shares is written once, as the
 * encoder's. The bytes are specified in {@code docs/format/model.md}.
 */
public final class ModelSections {
    /** The description of the networks. */
    public static final String NETWORK = "network.json";
    /** The trained weights. */
    public static final String WEIGHTS = "weights.safetensors";
    /** What no gradient moves. */
    public static final String STATE = "state.safetensors";

    private ModelSections() {}

    /** The sections of an autoencoder. */
    public static List<Section> of(Autoencoder model) {
        return of(model, "");
    }

    /** The same under names of their own. */
    public static List<Section> of(Autoencoder model, String prefix) {
        return List.of(
                Section.record(prefix + NETWORK, model.spec(), AutoencoderSpec.class),
                Section.tensors(prefix + WEIGHTS, tensors(model, true)),
                Section.tensors(prefix + STATE, tensors(model, false)));
    }

    private static List<Tensor> tensors(Autoencoder model, boolean weights) {
        float[] block = weights ? model.weights() : model.state();
        List<Tensor> tensors = new ArrayList<>();
        for (Place place : places(model.spec())) {
            if (place.weight == weights) {
                place.write(block, tensors);
            }
        }
        return tensors;
    }

    /** The weights of an autoencoder, then its state, under the names that they have in a model file. */
    public static List<Tensor> tensors(Autoencoder model) {
        List<Tensor> all = new ArrayList<>(tensors(model, true));
        all.addAll(tensors(model, false));
        return all;
    }

    /**
     * The same autoencoder with other weights and state.
     *
     * @param tensors one for each that {@link #tensors(Autoencoder)} gives, in any order
     * @throws IllegalArgumentException naming a tensor that is missing, of another shape, or one too many
     */
    public static Autoencoder with(Autoencoder like, List<Tensor> tensors, Engine engine) {
        float[] weights = like.weights();
        float[] state = like.state();
        Map<String, Tensor> given = new TreeMap<>();
        tensors.forEach(tensor -> given.put(tensor.name(), tensor));
        for (Place place : places(like.spec())) {
            Tensor tensor = given.remove(place.name);
            if (tensor == null || !tensor.shape().equals(place.shape())) {
                throw new IllegalArgumentException("tensor '" + place.name + "' of shape " + place.shape() + " is "
                        + (tensor == null ? "missing" : "of shape " + tensor.shape()));
            }
            System.arraycopy(tensor.values(), 0, place.weight ? weights : state, place.offset, tensor.values().length);
        }
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "tensor '" + given.keySet().iterator().next() + "' belongs to no layer");
        }
        return new Autoencoder(like.spec(), weights, state, engine);
    }

    /**
     * The autoencoder of a file.
     *
     * @throws io.hourglass.error.CorruptFileException if its sections do not make one
     */
    public static Autoencoder read(SectionFile file, Engine engine) {
        return read(file, engine, "");
    }

    /** The same under names of their own. */
    public static Autoencoder read(SectionFile file, Engine engine, String prefix) {
        return new Reader(file, prefix + NETWORK, prefix + WEIGHTS, prefix + STATE).read(engine);
    }

    /** Reads the sections of these names. */
    private record Reader(SectionFile file, String network, String weightTensors, String stateTensors) {
        Autoencoder read(Engine engine) {
            AutoencoderSpec spec = file.record(network, AutoencoderSpec.class);
            List<Place> places = checked(() -> places(spec));
            long values =
                    places.stream().mapToLong(place -> place.parameter.length()).sum();
            if (values * Float.BYTES > file.size(weightTensors) + file.size(stateTensors)) {
                throw file.corrupt(
                        network, "it declares " + values + " weights and state values, more than the file holds");
            }
            Layout layout = checked(() -> Layout.of(spec));
            float[] weights = new float[layout.weightCount()];
            float[] state = new float[layout.stateCount()];
            Map<String, Tensor> stored = new TreeMap<>();
            for (String section : List.of(weightTensors, stateTensors)) {
                file.tensors(section).forEach(tensor -> stored.put(section + tensor.name(), tensor));
            }
            for (Place place : places) {
                String section = place.weight ? weightTensors : stateTensors;
                Tensor tensor = stored.remove(section + place.name);
                if (tensor == null || !tensor.shape().equals(place.shape())) {
                    throw file.corrupt(
                            section,
                            "tensor '" + place.name + "' of shape " + place.shape() + " is "
                                    + (tensor == null ? "missing" : "of shape " + tensor.shape()));
                }
                System.arraycopy(
                        tensor.values(), 0, place.weight ? weights : state, place.offset, tensor.values().length);
            }
            if (!stored.isEmpty()) {
                String left = stored.keySet().iterator().next();
                String section = left.startsWith(weightTensors) ? weightTensors : stateTensors;
                throw file.corrupt(
                        section, "tensor '" + left.substring(section.length()) + "' belongs to no layer of " + network);
            }
            return checked(() -> new Autoencoder(spec, weights, state, engine));
        }

        private <T> T checked(Supplier<T> making) {
            try {
                return making.get();
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw file.corrupt(network, "the networks do not fit together: " + e.getMessage());
            }
        }
    }

    /** A parameter with its name and its place in a block. */
    private record Place(String name, Parameter parameter, int offset, boolean weight) {
        List<Integer> shape() {
            return parameter.rows() == 1
                    ? List.of(parameter.columns())
                    : List.of(parameter.rows(), parameter.columns());
        }

        void write(float[] block, List<Tensor> tensors) {
            float[] values = new float[parameter.length()];
            System.arraycopy(block, offset, values, 0, values.length);
            tensors.add(new Tensor(name, shape(), values));
        }
    }

    private static List<Place> places(AutoencoderSpec spec) {
        Layout layout = Layout.of(spec);
        List<Place> places = new ArrayList<>();
        add(places, "encoder", spec.encoder(), layout.encoder(), 0);
        add(
                places,
                "decoder",
                spec.decoder(),
                layout.decoder(),
                layout.encoder().weightEnd());
        for (int p = 0; p < layout.bottleneck().size(); p++) {
            Parameter parameter = layout.bottleneck().get(p);
            places.add(new Place("bottleneck." + parameter.name(), parameter, layout.bottleneckState(p), false));
        }
        return places;
    }

    private static void add(List<Place> places, String name, Network network, Placement placement, int start) {
        for (int layer = 0; layer < network.layers().size(); layer++) {
            String prefix = name + "." + layer + ".";
            List<Parameter> weights = network.parameters(layer);
            for (int p = 0; p < weights.size(); p++) {
                int offset = placement.weight(layer, p);
                if (offset >= start) { // what lies before is the encoder's, shared
                    places.add(new Place(prefix + weights.get(p).name(), weights.get(p), offset, true));
                }
            }
            List<Parameter> state = network.state(layer);
            for (int p = 0; p < state.size(); p++) {
                places.add(new Place(prefix + state.get(p).name(), state.get(p), placement.state(layer, p), false));
            }
        }
    }
}
