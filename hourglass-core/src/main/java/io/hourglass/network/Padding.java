package io.hourglass.network;

/** What a convolution does at the border. */
public enum Padding {
    /** Zeros around the image, so that stride 1 keeps its size (TensorFlow's rule for other strides). */
    SAME {
        @Override
        public int output(int size, int kernel, int stride) {
            return (size + stride - 1) / stride;
        }

        @Override
        public int before(int size, int kernel, int stride) {
            return Math.max((output(size, kernel, stride) - 1) * stride + kernel - size, 0) / 2;
        }
    },
    /** Only where the kernel fits whole. */
    VALID {
        @Override
        public int output(int size, int kernel, int stride) {
            return size < kernel ? 0 : (size - kernel) / stride + 1;
        }

        @Override
        public int before(int size, int kernel, int stride) {
            return 0;
        }
    };

    /** The size of the output along one side. */
    public abstract int output(int size, int kernel, int stride);

    /** The zeros before the first value along one side. */
    public abstract int before(int size, int kernel, int stride);
}
