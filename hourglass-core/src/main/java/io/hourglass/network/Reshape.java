package io.hourglass.network;

/**
 * The same values under another shape, in the same order.
 *
 * @param shape the shape of an output row; as many values as the input has
 */
public record Reshape(Shape shape) implements Layer {
    @Override
    public Shape output(Shape input) {
        if (input.size() != shape.size()) {
            throw new IllegalArgumentException("cannot reshape " + input + " (" + input.size() + " values) to " + shape
                    + " (" + shape.size() + ")");
        }
        return shape;
    }

    @Override
    public double operations(Shape input) {
        return 0;
    }

    @Override
    public Kernel kernel(Site site) {
        return new Copy();
    }

    private static final class Copy implements Kernel {
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x[r], 0, y[r], 0, y[r].length);
            }
        }

        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            if (dx != null) {
                forward(dy, dx, rows, Mode.TRAIN, 0);
            }
        }
    }
}
