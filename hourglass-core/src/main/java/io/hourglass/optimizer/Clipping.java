package io.hourglass.optimizer;

/** What is done to a gradient that is too large, before the optimizer sees it. */
public sealed interface Clipping {
    /**
     * Makes the gradient of one step smaller where it has to be. Entries that are not finite stay so: they are for the guard
     * against divergence to see.
     *
     * @param gradient the whole block's
     */
    void apply(float[] gradient);

    /** Gradients stay as they are. */
    record None() implements Clipping {
        @Override
        public void apply(float[] gradient) {
            // nothing is too large
        }
    }

    /**
     * Each entry is brought into [-max, max].
     *
     * @param max the largest size of an entry, above 0
     */
    record ByValue(float max) implements Clipping {
        public ByValue {
            Setting.positive("the largest value of a clipped gradient", max);
        }

        @Override
        public void apply(float[] gradient) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = Math.max(-max, Math.min(max, gradient[i]));
            }
        }
    }

    /**
     * A gradient longer than {@code max} is shortened to it, in its own direction (Pascanu, Mikolov and Bengio 2013,
     * algorithm 1).
     *
     * @param max the largest Euclidean length of the whole gradient, above 0
     */
    record ByNorm(float max) implements Clipping {
        public ByNorm {
            Setting.positive("the largest norm of a clipped gradient", max);
        }

        @Override
        public void apply(float[] gradient) {
            double norm = Math.sqrt(squares(gradient));
            if (!(norm > max && norm < Double.POSITIVE_INFINITY)) {
                return;
            }
            float scale = (float) (max / norm);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= scale;
            }
        }

        /** In eight partial sums and always the same order, whatever the number of threads elsewhere. */
        private static double squares(float[] values) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            double s4 = 0;
            double s5 = 0;
            double s6 = 0;
            double s7 = 0;
            int i = 0;
            for (; i + 7 < values.length; i += 8) {
                s0 += (double) values[i] * values[i];
                s1 += (double) values[i + 1] * values[i + 1];
                s2 += (double) values[i + 2] * values[i + 2];
                s3 += (double) values[i + 3] * values[i + 3];
                s4 += (double) values[i + 4] * values[i + 4];
                s5 += (double) values[i + 5] * values[i + 5];
                s6 += (double) values[i + 6] * values[i + 6];
                s7 += (double) values[i + 7] * values[i + 7];
            }
            for (; i < values.length; i++) {
                s0 += (double) values[i] * values[i];
            }
            return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
        }
    }
}
