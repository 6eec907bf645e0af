package io.hourglass.network;

import io.hourglass.math.StrictFunctions;

/**
 * What a recurrent layer keeps from step to step and how. Gates, biases and equations are Keras' own, in its order, so that its weights
 * can be taken as they are. {@code a = x W + b} is what the input gives to all gates, {@code s = h U} what the step before gives; see
 * {@code docs/maths/recurrent.md}.
 */
public enum RecurrentCell {
    /**
     * Long short-term memory (Hochreiter and Schmidhuber 1997) with the forget gate (Gers, Schmidhuber and Cummins 2000), which starts
     * open (Jozefowicz, Zaremba and Sutskever 2015). Gates in the order i, f, g, o: {@code i, f, o = σ(a + s)}, {@code g = tanh(a + s)},
     * {@code c' = f c + i g}, {@code h' = o tanh c'}.
     */
    LSTM {
        @Override
        int gates() {
            return 4;
        }

        @Override
        int kept() {
            return 2;
        }

        @Override
        Parameter bias(int units) {
            return Parameter.vector("bias", 4 * units, new Initializer.ForgetBias());
        }

        /** Sums of both sides enter {@code gates}; {@code kept} gets c' and tanh c'. */
        @Override
        void step(Moment before, Moment now) {
            float[] z = now.gates;
            float[] c = now.kept;
            float[] old = before.kept;
            float[] h = now.hidden;
            int u = h.length;
            sigmoid(z, 0, 2 * u);
            tanh(z, 2 * u, 3 * u);
            sigmoid(z, 3 * u, 4 * u);
            for (int j = 0; j < u; j++) {
                c[j] = z[u + j] * old[j] + z[j] * z[2 * u + j];
            }
            for (int j = 0; j < u; j++) {
                float squashed = StrictFunctions.tanh(c[j]);
                c[u + j] = squashed;
                h[j] = z[3 * u + j] * squashed;
            }
        }

        /** With t = tanh c': dc += dh o (1 - t²), and each gate its factor in {@code c'} or {@code h'} times its slope. */
        @Override
        void back(Moment before, Moment now, float[] dh, float[] dc) {
            float[] z = now.gates;
            float[] c = now.kept;
            float[] old = before.kept;
            int u = dh.length;
            for (int j = 0; j < u; j++) {
                float i = z[j];
                float f = z[u + j];
                float g = z[2 * u + j];
                float o = z[3 * u + j];
                float t = c[u + j];
                float slope = dc[j] + dh[j] * o * (1f - t * t);
                z[j] = slope * g * i * (1f - i);
                z[u + j] = slope * old[j] * f * (1f - f);
                z[2 * u + j] = slope * i * (1f - g * g);
                z[3 * u + j] = dh[j] * t * o * (1f - o);
                dc[j] = slope * f;
                dh[j] = 0f;
            }
        }
    },
    /**
     * The gated recurrent unit (Cho et al. 2014) with the reset after the product, as Keras' default and cuDNN have it, and a second bias
     * on the side of {@code s}. Gates in the order z, r, g: {@code z, r = σ(a + s)}, {@code g = tanh(a + r s)}, {@code h' = z h + (1 - z) g}.
     */
    GRU {
        @Override
        int gates() {
            return 3;
        }

        @Override
        int kept() {
            return 0;
        }

        @Override
        Parameter bias(int units) {
            int all = 3 * units;
            return new Parameter("bias", 2, all, all, all, Initializer.zeros());
        }

        @Override
        void step(Moment before, Moment now) {
            float[] z = now.gates;
            float[] s = now.recurrent;
            float[] h = now.hidden;
            float[] old = before.hidden;
            int u = h.length;
            for (int j = 0; j < 2 * u; j++) {
                z[j] += s[j];
            }
            sigmoid(z, 0, 2 * u);
            for (int j = 0; j < u; j++) {
                z[2 * u + j] += z[u + j] * s[2 * u + j];
            }
            tanh(z, 2 * u, 3 * u);
            for (int j = 0; j < u; j++) {
                h[j] = z[j] * old[j] + (1f - z[j]) * z[2 * u + j];
            }
        }

        /** The gates' gradients on the input's side into {@code gates}, on that of the step before into {@code recurrent}. */
        @Override
        void back(Moment before, Moment now, float[] dh, float[] unused) {
            float[] z = now.gates;
            float[] s = now.recurrent;
            float[] old = before.hidden;
            int u = dh.length;
            for (int j = 0; j < u; j++) {
                float update = z[j];
                float reset = z[u + j];
                float g = z[2 * u + j];
                float candidate = dh[j] * (1f - update) * (1f - g * g);
                z[j] = dh[j] * (old[j] - g) * update * (1f - update);
                z[u + j] = candidate * s[2 * u + j] * reset * (1f - reset);
                z[2 * u + j] = candidate;
                s[j] = z[j];
                s[u + j] = z[u + j];
                s[2 * u + j] = candidate * reset;
                dh[j] = dh[j] * update + 0f; // no -0: see RowProduct
            }
        }
    };

    /**
     * One step of one row.
     *
     * @param gates in: what the input gives to the gates; then the gates; after {@link #back} the gradient of what the input gave
     * @param recurrent the same of the step before; the same array as {@code gates} where the two are only ever added
     * @param kept what goes on to the next step beside the output
     * @param hidden the output
     */
    record Moment(float[] gates, float[] recurrent, float[] kept, float[] hidden) {}

    /** The gates of a unit. */
    abstract int gates();

    /** The values that a unit keeps beside its output, for the next step and for the way back. */
    abstract int kept();

    /** The biases: a row for the input's side, and one for that of the step before where the two are not only added. */
    abstract Parameter bias(int units);

    /** From what input and step before give to the gates to the gates, what is kept, and the output. */
    abstract void step(Moment before, Moment now);

    /**
     * Back through a step.
     *
     * @param dh in: the gradient of the output; out: that of the output before, but for what comes through {@code recurrent}
     * @param dKept in: the gradient of what was kept; out: that of what was kept before
     */
    abstract void back(Moment before, Moment now, float[] dh, float[] dKept);

    /** Whether a second bias stands on the side of the step before, which is then held apart. */
    final boolean apart() {
        return this == GRU;
    }

    /** Room for a step; zeros, as they stand before the first one. */
    final Moment moment(int units) {
        float[] gates = new float[gates() * units];
        float[] recurrent = apart() ? new float[gates.length] : gates;
        return new Moment(gates, recurrent, new float[kept() * units], new float[units]);
    }

    private static void sigmoid(float[] values, int from, int to) {
        for (int j = from; j < to; j++) {
            values[j] = StrictFunctions.sigmoid(values[j]);
        }
    }

    private static void tanh(float[] values, int from, int to) {
        for (int j = from; j < to; j++) {
            values[j] = StrictFunctions.tanh(values[j]);
        }
    }
}
