package io.hourglass.interop.chain;

import io.hourglass.error.DataException;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Parameter;
import io.hourglass.network.Recurrent;
import io.hourglass.network.Reshape;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;

/** Layers one after the other, as they are found in a file; each must fit to the one before. */
public final class Chain {
    private final String source;
    private final Shape input;
    private final List<Link> links = new ArrayList<>();
    private Shape shape;

    /**
     * @param source the file that the layers come from, for messages
     * @param input the shape of a row
     */
    public Chain(String source, Shape input) {
        this.source = source;
        this.input = input;
        this.shape = input;
    }

    /** The file that the layers come from. */
    public String source() {
        return source;
    }

    /** The shape of a row. */
    public Shape input() {
        return input;
    }

    /** The shape that the layers so far give. */
    public Shape shape() {
        return shape;
    }

    /** The layers so far. */
    public List<Link> links() {
        return List.copyOf(links);
    }

    /** Adds a layer without values. */
    public void add(String name, Layer layer) {
        add(name, layer, List.of(), List.of());
    }

    /**
     * Adds a layer.
     *
     * @throws DataException naming it, if it does not take what the one before gives, or its values are not as many as it has
     */
    public void add(String name, Layer layer, List<float[]> weights, List<float[]> state) {
        try {
            Shape next = layer.output(shape);
            if (links.size() >= Network.MOST_LAYERS - 2) {
                throw new IllegalArgumentException("a network has at most " + Network.MOST_LAYERS + " layers");
            }
            check("weights", layer.parameters(shape), weights);
            check("state", layer.state(shape), state);
            links.add(new Link(name, layer, weights, state));
            shape = next;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new DataException(source + ": layer '" + name + "' does not fit: " + e.getMessage(), e);
        }
    }

    private static void check(String what, List<Parameter> wanted, List<float[]> given) {
        if (wanted.size() != given.size()) {
            throw new IllegalArgumentException(
                    "it has " + wanted.size() + " blocks of " + what + ", and " + given.size() + " were found");
        }
        for (int p = 0; p < given.size(); p++) {
            if (given.get(p).length != wanted.get(p).length()) {
                throw new IllegalArgumentException(wanted.get(p).name() + " has "
                        + wanted.get(p).length() + " values, and " + given.get(p).length + " were found");
            }
        }
    }

    /** Adds a change of shape, unless rows have it already. */
    public void reshape(String name, Shape wanted) {
        if (!shape.equals(wanted)) {
            add(name, new Reshape(wanted));
        }
    }

    /**
     * What rows are: images of [height, width, channels]; windows of [steps, values] where layers go along the steps first; images
     * without channels where they do not; else numbers.
     */
    RowForm rows() {
        int dimensions = input.dimensions().size();
        if (dimensions == 3) {
            return RowForm.IMAGES;
        }
        return dimensions == 1 ? RowForm.NUMBERS : alongSteps() ? RowForm.WINDOWS : RowForm.IMAGES;
    }

    private boolean alongSteps() {
        for (Link link : links) {
            if (!link.byValue()) {
                return link.layer() instanceof Recurrent
                        || (link.layer() instanceof Reshape reshape
                                && reshape.shape().equals(Shape.of(1, input.at(0), input.at(1))));
            }
        }
        return false;
    }

    /**
     * How many of the layers make the code.
     *
     * @param layer the last of them; if null the narrowest is found
     * @throws IllegalArgumentException if no layer is called so, or nothing would be left to decode with
     */
    int codeEnd(String layer) {
        return layer == null ? narrowest() : named(layer);
    }

    private int named(String layer) {
        int end = 0;
        for (int i = 0; i < links.size(); i++) {
            end = links.get(i).belongsTo(layer) ? i + 1 : end;
        }
        if (end == 0) {
            throw new IllegalArgumentException(source + ": no layer is called '" + layer + "'; there are "
                    + String.join(
                            ", ", links.stream().map(Link::name).distinct().toList()));
        }
        if (end == links.size()) {
            throw new IllegalArgumentException(
                    source + ": nothing comes after layer '" + layer + "', so that codes could not be decoded");
        }
        return end;
    }

    /** The first narrowest layer with the activations and normalisations behind it. */
    private int narrowest() {
        Shape at = input;
        int best = 0;
        int width = Integer.MAX_VALUE;
        for (int i = 0; i < links.size() - 1; i++) {
            at = links.get(i).layer().output(at);
            if (at.size() < width) {
                width = at.size();
                best = i + 1;
            }
        }
        while (best > 0 && best < links.size() - 1 && belongsToCode(links.get(best - 1), links.get(best))) {
            best++;
        }
        return best;
    }

    private static boolean belongsToCode(Link last, Link next) {
        return next.byValue() || next.name().equals(last.name());
    }
}
