package io.hourglass.network;

import io.hourglass.math.RandomStream;

/**
 * How a weight matrix starts. The fans are the numbers of inputs that a unit sums and of units that an input feeds; they may
 * exceed the matrix's sides, as in a convolution. The normal forms are cut off at two standard deviations, as in Keras, so
 * that no unit starts far out, and widened to keep the variance that is stated.
 */
public sealed interface Initializer {
    /**
     * Fills a matrix that lies row by row in a flat block; nothing else of the block is touched.
     *
     * @param block the flat block of weights
     * @param offset where the matrix begins in it
     * @param fanIn how many inputs a unit sums, at least 1
     * @param fanOut how many units an input feeds, at least 1
     * @param rows the inputs of a dense kernel
     * @param columns the outputs of a dense kernel
     * @param random where the draws come from
     */
    void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random);

    /** All zeros: where biases start. */
    static Initializer zeros() {
        return new Constant(0);
    }

    /** Uniform with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010, equation 16); for tanh, sigmoid and linear. */
    record GlorotUniform() implements Initializer {
        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            uniform(block, offset, rows * columns, 2.0 / ((double) fanIn + fanOut), random);
        }
    }

    /** Normal with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010, equation 12). */
    record GlorotNormal() implements Initializer {
        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            normal(block, offset, rows * columns, 2.0 / ((double) fanIn + fanOut), random);
        }
    }

    /** Uniform with variance 2 / fanIn (He, Zhang, Ren and Sun 2015, equation 10); for relu and its relations. */
    record HeUniform() implements Initializer {
        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            uniform(block, offset, rows * columns, 2.0 / fanIn, random);
        }
    }

    /** Normal with variance 2 / fanIn (He, Zhang, Ren and Sun 2015, equation 10); for relu and its relations. */
    record HeNormal() implements Initializer {
        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            normal(block, offset, rows * columns, 2.0 / fanIn, random);
        }
    }

    /** Uniform with variance 1 / fanIn (LeCun, Bottou, Orr and Müller 1998, equation 16); for selu and tanh. */
    record LeCunUniform() implements Initializer {
        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            uniform(block, offset, rows * columns, 1.0 / fanIn, random);
        }
    }

    /** Normal with variance 1 / fanIn (LeCun, Bottou, Orr and Müller 1998, equation 16); for selu and tanh. */
    record LeCunNormal() implements Initializer {
        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            normal(block, offset, rows * columns, 1.0 / fanIn, random);
        }
    }

    /**
     * Orthonormal columns, or rows where the matrix is wider than high, times a gain; every such matrix equally likely (Saxe,
     * McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014).
     *
     * @param gain the length of the columns; 1 keeps the size of signals in linear layers, sqrt(2) under relu
     */
    record Orthogonal(float gain) implements Initializer {
        public Orthogonal {
            if (!(gain > 0 && gain < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("orthogonal weights need a finite gain above 0, got " + gain);
            }
        }

        /** Gain 1. */
        public Orthogonal() {
            this(1);
        }

        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            boolean high = rows >= columns;
            double[][] vectors =
                    high ? GramSchmidt.draw(columns, rows, random) : GramSchmidt.draw(rows, columns, random);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    double value = high ? vectors[column][row] : vectors[row][column];
                    block[offset + row * columns + column] = (float) (gain * value);
                }
            }
        }
    }

    /**
     * A fixed number of connections into each unit, normally distributed, and the rest zero, so that units start different and
     * none saturated however wide the layer below is (Martens, "Deep learning via Hessian-free optimization", 2010, section 5).
     *
     * @param connections how many inputs each unit starts with; all of them where there are fewer
     * @param deviation the standard deviation of those weights
     */
    record Sparse(int connections, float deviation) implements Initializer {
        public Sparse {
            if (connections < 1) {
                throw new IllegalArgumentException(
                        "sparse weights need at least 1 connection per unit, got " + connections);
            }
            if (!(deviation > 0 && deviation < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("sparse weights need a finite deviation above 0, got " + deviation);
            }
        }

        /** Martens' own: 15 connections, deviation 1. */
        public Sparse() {
            this(15, 1);
        }

        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            constant(block, offset, rows * columns, 0);
            for (int column = 0; column < columns; column++) {
                int[] inputs = random.permutation(rows);
                for (int i = 0; i < Math.min(connections, rows); i++) {
                    block[offset + inputs[i] * columns + column] = deviation * random.nextGaussian();
                }
            }
        }
    }

    /**
     * Every weight the same: for biases and scales; units of a kernel that starts so stay the same for ever.
     *
     * @param value the weight, finite
     */
    record Constant(float value) implements Initializer {
        public Constant {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("constant weights need a finite value, got " + value);
            }
        }

        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            constant(block, offset, rows * columns, value);
        }
    }

    /**
     * Zeros, and ones in the second quarter: the biases of an LSTM, whose forget gates start open (Jozefowicz, Zaremba and Sutskever,
     * "An empirical exploration of recurrent network architectures", 2015, section 2.2), as in Keras.
     */
    record ForgetBias() implements Initializer {
        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            int quarter = rows * columns / 4;
            constant(block, offset, rows * columns, 0);
            constant(block, offset + quarter, quarter, 1);
        }
    }

    /**
     * Uniform between two bounds, whatever the fans.
     *
     * @param low the smallest weight
     * @param high the largest weight
     */
    record UniformRange(float low, float high) implements Initializer {
        public UniformRange {
            if (!(Float.isFinite(low) && Float.isFinite(high) && low < high)) {
                throw new IllegalArgumentException(
                        "a uniform range needs finite bounds, low below high, got " + low + " to " + high);
            }
        }

        @Override
        public void fill(float[] block, int offset, int fanIn, int fanOut, int rows, int columns, RandomStream random) {
            range(block, offset, rows * columns, low, high, random);
        }
    }

    private static void constant(float[] block, int offset, int count, float value) {
        for (int i = offset; i < offset + count; i++) {
            block[i] = value;
        }
    }

    private static void range(float[] block, int offset, int count, double low, double high, RandomStream random) {
        for (int i = offset; i < offset + count; i++) {
            block[i] = (float) (low + (high - low) * random.nextDouble());
        }
    }

    /** Uniform on [-a, a] has variance a^2 / 3. */
    private static void uniform(float[] block, int offset, int count, double variance, RandomStream random) {
        double limit = Math.sqrt(3 * variance);
        range(block, offset, count, -limit, limit, random);
    }

    /** Normal, drawn again beyond two deviations; 0.8796 is the deviation that is left of 1 by that cut. */
    private static void normal(float[] block, int offset, int count, double variance, RandomStream random) {
        double deviation = Math.sqrt(variance) / 0.8796256610342398;
        for (int i = offset; i < offset + count; i++) {
            double value = random.nextGaussian();
            while (Math.abs(value) > 2) {
                value = random.nextGaussian();
            }
            block[i] = (float) (deviation * value);
        }
    }
}
