package io.hourglass.network;

/**
 * The window that a convolution or a pooling moves over an image of shape [height, width, channels].
 *
 * @param vertical along the height; a size of 1 on images of height 1 makes everything one-dimensional
 * @param horizontal along the width
 * @param padding what happens at the border
 */
public record Window(Side vertical, Side horizontal, Padding padding) {
    /** Larger than any kernel or step that learns; a file of more would only cost memory. */
    private static final int MOST = 1024;

    /**
     * One side of a window.
     *
     * @param size the values seen, 1 to 1024
     * @param stride the step between neighbouring positions, 1 to 1024
     * @param dilation the distance between neighbouring values that are seen, 1 to 1024; 1 for no gaps
     */
    public record Side(int size, int stride, int dilation) {
        public Side {
            if (Math.min(size, Math.min(stride, dilation)) < 1 || Math.max(size, Math.max(stride, dilation)) > MOST) {
                throw new IllegalArgumentException("a window needs size, stride and dilation of 1 to " + MOST + ", got "
                        + size + ", " + stride + " and " + dilation);
            }
        }

        /** From the first value seen to the last. */
        public int span() {
            return (size - 1) * dilation + 1;
        }
    }

    /** A square window without gaps. */
    public static Window square(int size, int stride, Padding padding) {
        Side side = new Side(size, stride, 1);
        return new Window(side, side, padding);
    }

    /** A window along the width alone: for series, as images of height 1 (channels last). */
    public static Window along(int size, int stride, Padding padding) {
        return new Window(new Side(1, 1, 1), new Side(size, stride, 1), padding);
    }

    /** The values of a channel that are seen at once. */
    public int places() {
        return vertical.size * horizontal.size;
    }

    /** How many positions are seen for one step down and one to the right, on the average. */
    int strides() {
        return vertical.stride * horizontal.stride;
    }

    /**
     * The shape of what is seen: a value for each position and filter.
     *
     * @throws IllegalArgumentException if the input is no image, or smaller than the window without padding
     */
    Shape positions(Shape input, int filters) {
        requireImage(input);
        int height = padding.output(input.at(0), vertical.span(), vertical.stride);
        int width = padding.output(input.at(1), horizontal.span(), horizontal.stride);
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a window of " + vertical.span() + " x " + horizontal.span()
                    + " does not fit into " + input + " without padding");
        }
        return Shape.of(height, width, filters);
    }

    /** The shape of the smallest image whose positions are those of the input: what a transposed convolution gives. */
    Shape spread(Shape input, int filters) {
        requireImage(input);
        return Shape.of(spread(input.at(0), vertical), spread(input.at(1), horizontal), filters);
    }

    private int spread(int positions, Side side) {
        long length =
                padding == Padding.SAME ? (long) positions * side.stride : (positions - 1L) * side.stride + side.span();
        return (int) Math.min(Integer.MAX_VALUE, length);
    }

    /**
     * Looks whether rows are images.
     *
     * @throws IllegalArgumentException if they are not of shape [height, width, channels]
     */
    public static void requireImage(Shape input) {
        if (input.dimensions().size() != 3) {
            throw new IllegalArgumentException("rows of shape [height, width, channels] are needed, got " + input);
        }
    }

    /** The farthest value that a position sees, from the first of its stride, where strides divide the image without rest. */
    int reach() {
        return Math.max(reach(vertical), reach(horizontal));
    }

    private int reach(Side side) {
        int before = padding == Padding.SAME ? Math.max(0, side.span() - side.stride) / 2 : 0;
        return Math.max(before, side.span() - 1 - before);
    }

    /** Whether height and width are treated alike. */
    boolean isSquare() {
        return vertical.equals(horizontal);
    }

    /**
     * Looks whether all values from the first seen to the last are seen: with gaps a pooling at a border could see nothing at all.
     *
     * @throws IllegalArgumentException if there are gaps
     */
    public void requireNoGaps() {
        if (vertical.dilation > 1 || horizontal.dilation > 1) {
            throw new IllegalArgumentException("the window of a pooling has no gaps: its dilation is 1, got "
                    + vertical.dilation + " and " + horizontal.dilation);
        }
    }

    /** The zeros above an image. */
    public int above(int height) {
        return padding.before(height, vertical.span(), vertical.stride);
    }

    /** The zeros to the left of an image. */
    public int left(int width) {
        return padding.before(width, horizontal.span(), horizontal.stride);
    }
}
