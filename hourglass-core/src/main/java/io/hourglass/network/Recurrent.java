package io.hourglass.network;

import io.hourglass.kernel.RowProduct;
import io.hourglass.kernel.Workers;
import io.hourglass.network.RecurrentCell.Moment;
import java.util.Arrays;
import java.util.List;

/**
 * A recurrent layer over rows of shape [steps, features], trained by backpropagation through time (Werbos 1990) over all of a row's steps.
 * The kernels are {@code kernel [features][gates · units]} and {@code recurrent [units][gates · units]}, as in Keras.
 *
 * @param cell what is kept from step to step and how
 * @param units the width of the output of a step
 * @param everyStep whether the outputs of all steps come out, [steps, units], or the last one, [units]
 */
public record Recurrent(RecurrentCell cell, int units, boolean everyStep) implements Layer {
    public Recurrent {
        if (units < 1) {
            throw new IllegalArgumentException("a recurrent layer needs at least 1 unit, got " + units);
        }
    }

    @Override
    public Shape output(Shape input) {
        if (input.dimensions().size() != 2) {
            throw new IllegalArgumentException("a recurrent layer takes rows of [steps, features], got " + input);
        }
        return everyStep ? Shape.of(input.at(0), units) : Shape.of(units);
    }

    /** The kernel's initial weights are Glorot's, the recurrent ones orthogonal, the biases zero but for an LSTM's forget gates. */
    @Override
    public List<Parameter> parameters(Shape input) {
        int features = input.last();
        int all = cell.gates() * units;
        return List.of(
                new Parameter("kernel", features, all, features, all, new Initializer.GlorotUniform()),
                new Parameter("recurrent", units, all, units, all, new Initializer.Orthogonal()),
                cell.bias(units));
    }

    /** Of every step its inputs, gates, state and output. */
    @Override
    public long kept(Shape input) {
        return (long) input.at(0) * (input.last() + (cell.gates() + 2L) * units)
                + output(input).size();
    }

    @Override
    public double operations(Shape input) {
        return 2.0 * input.at(0) * cell.gates() * units * (input.last() + units);
    }

    @Override
    public Kernel kernel(Site site) {
        return new Rows(this, site);
    }

    /** Step t of row r stands at place r · steps + t; threads share rows, and on the way back rows of the kernels' gradients. */
    private static final class Rows implements Kernel {
        private final Recurrent layer;
        private final Site site;
        private final int steps;
        private final int features;
        private final int units;
        private final int all;
        private final float[][] w;
        private final float[][] u;
        private final float[][] transposedW;
        private final float[][] transposedU;
        private final float[] bias;
        private final float[] recurrentBias;
        private final Moment start;
        private final Moment[] moments;
        private final float[][] inputs;
        private final float[][] gates;
        private final float[][] recurrent;
        private final float[][] hiddenBefore;
        private final ProductGradient kernelGradient;
        private final ProductGradient recurrentGradient;
        private float[][] dh;

        Rows(Recurrent layer, Site site) {
            this.layer = layer;
            this.site = site;
            this.steps = site.input().at(0);
            this.features = site.input().last();
            this.units = layer.units;
            this.all = layer.cell.gates() * units;
            this.w = new float[features][all];
            this.u = new float[units][all];
            this.transposedW = new float[all][features];
            this.transposedU = new float[all][units];
            this.bias = new float[all];
            this.recurrentBias = new float[layer.cell.apart() ? all : 0];
            int places = Math.multiplyExact(site.maxRows(), steps);
            Workers workers = site.workers();
            this.kernelGradient = new ProductGradient(workers, site.weight(0), false, features, all, places);
            this.recurrentGradient = new ProductGradient(workers, site.weight(1), false, units, all, places);
            this.start = layer.cell.moment(units);
            this.moments = new Moment[places];
            this.inputs = new float[places][features];
            this.gates = new float[places][];
            this.recurrent = new float[places][];
            this.hiddenBefore = new float[places][];
            for (int place = 0; place < places; place++) {
                moments[place] = layer.cell.moment(units);
                gates[place] = moments[place].gates();
                recurrent[place] = moments[place].recurrent();
                hiddenBefore[place] = before(place).hidden();
            }
        }

        private Moment before(int place) {
            return place % steps == 0 ? start : moments[place - 1];
        }

        @Override
        public void load(float[] weights, float[] state) {
            FlatBlock.read(weights, site.weight(0), w);
            FlatBlock.read(weights, site.weight(1), u);
            RowProduct.transpose(w, 0, features, transposedW);
            RowProduct.transpose(u, 0, units, transposedU);
            FlatBlock.readBias(weights, site.weight(2), bias);
            FlatBlock.readBias(weights, site.weight(2) + all, recurrentBias);
        }

        private double operations() {
            return layer.operations(site.input());
        }

        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, operations(), (from, to) -> forward(x, y, from, to));
        }

        /** What the inputs give to the gates in one product for all steps, then step by step what the step before gives. */
        private void forward(float[][] x, float[][] y, int from, int to) {
            for (int place = from * steps; place < to * steps; place++) {
                System.arraycopy(x[place / steps], place % steps * features, inputs[place], 0, features);
                System.arraycopy(bias, 0, gates[place], 0, all);
                System.arraycopy(recurrentBias, 0, recurrent[place], 0, recurrentBias.length);
            }
            RowProduct.add(inputs, w, gates, features, from * steps, to * steps);
            for (int t = 0; t < steps; t++) {
                if (t > 0) {
                    RowProduct.add(
                            step(hiddenBefore, t, from, to), u, step(recurrent, t, from, to), units, 0, to - from);
                }
                for (int r = from; r < to; r++) {
                    int place = r * steps + t;
                    layer.cell.step(before(place), moments[place]);
                    if (layer.everyStep || t == steps - 1) {
                        System.arraycopy(moments[place].hidden(), 0, y[r], layer.everyStep ? t * units : 0, units);
                    }
                }
            }
        }

        /** One step of some rows. */
        private float[][] step(float[][] places, int t, int from, int to) {
            float[][] rows = new float[to - from][];
            for (int r = from; r < to; r++) {
                rows[r - from] = places[r * steps + t];
            }
            return rows;
        }

        /** Through time for some rows, so that gates hold their gradients; then the kernels' gradients, and the inputs'. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            if (dh == null) {
                dh = site.rows(units);
            }
            Workers workers = site.workers();
            workers.run(rows, operations(), (from, to) -> throughTime(dy, from, to));
            int places = rows * steps;
            kernelGradient.add(inputs, gates, places, gradient);
            recurrentGradient.add(hiddenBefore, recurrent, places, gradient);
            FlatBlock.addBias(gradient, site.weight(2), gates, places, all);
            if (layer.cell.apart()) {
                FlatBlock.addBias(gradient, site.weight(2) + all, recurrent, places, all);
            }
            if (dx != null) {
                workers.run(rows, 2.0 * steps * all * features, (from, to) -> inputGradient(dx, from, to));
            }
        }

        private void throughTime(float[][] dy, int from, int to) {
            float[][] dKept = new float[to - from][units];
            float[][] slopes = Arrays.copyOfRange(dh, from, to);
            for (float[] row : slopes) {
                Arrays.fill(row, 0f);
            }
            for (int t = steps - 1; t >= 0; t--) {
                for (int r = from; r < to; r++) {
                    int place = r * steps + t;
                    if (layer.everyStep || t == steps - 1) {
                        FlatBlock.add(dh[r], dy[r], layer.everyStep ? t * units : 0);
                    }
                    layer.cell.back(before(place), moments[place], dh[r], dKept[r - from]);
                }
                if (t > 0) {
                    RowProduct.add(step(recurrent, t, from, to), transposedU, slopes, all, 0, to - from);
                }
            }
        }

        /** dx = gates' gradient · Wᵀ; takes the place of the inputs. */
        private void inputGradient(float[][] dx, int from, int to) {
            for (int place = from * steps; place < to * steps; place++) {
                Arrays.fill(inputs[place], 0f);
            }
            RowProduct.add(gates, transposedW, inputs, all, from * steps, to * steps);
            for (int place = from * steps; place < to * steps; place++) {
                System.arraycopy(inputs[place], 0, dx[place / steps], place % steps * features, features);
            }
        }
    }
}
