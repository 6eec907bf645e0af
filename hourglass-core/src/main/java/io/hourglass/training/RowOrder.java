package io.hourglass.training;

import io.hourglass.math.RandomStream;
import java.util.Arrays;

/**
 * The order in which an epoch takes rows. Up to a gibibyte of values every order is equally likely. Beyond it rows are shuffled in
 * two steps, so that a file of them is read in large pieces: blocks of neighbouring rows are shuffled, and then the rows of each
 * window of blocks. The order depends on the numbers of rows and values alone, not on where the rows are.
 */
final class RowOrder {
    /** The values of a block: what is read from a file at once. */
    static final int BLOCK_VALUES = 1 << 16;
    /** The values of the blocks among which rows are shuffled. */
    static final int WINDOW_VALUES = 1 << 24;
    /** Up to so many values the rows are shuffled as one. */
    static final long WHOLE_VALUES = 1L << 28;

    private RowOrder() {}

    /** The numbers of the rows, shuffled. */
    static int[] shuffled(int count, int width, RandomStream random) {
        if ((long) count * width <= WHOLE_VALUES) {
            int[] order = ascending(count);
            random.shuffle(order);
            return order;
        }
        return inWindows(count, rowsPerBlock(width), WINDOW_VALUES / BLOCK_VALUES, random);
    }

    /** The numbers of the rows, in order. */
    static int[] ascending(int count) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    static int rowsPerBlock(int width) {
        return Math.max(1, BLOCK_VALUES / width);
    }

    static int[] inWindows(int count, int rowsPerBlock, int blocksPerWindow, RandomStream random) {
        int[] blocks = ascending((int) (((long) count + rowsPerBlock - 1) / rowsPerBlock));
        random.shuffle(blocks);
        int[] order = new int[count];
        int at = 0;
        int start = 0;
        for (int b = 0; b < blocks.length; b++) {
            int first = blocks[b] * rowsPerBlock;
            int rows = Math.min(rowsPerBlock, count - first);
            for (int i = 0; i < rows; i++) {
                order[at++] = first + i;
            }
            if ((b + 1) % blocksPerWindow == 0 || b == blocks.length - 1) {
                int[] window = Arrays.copyOfRange(order, start, at);
                random.shuffle(window);
                System.arraycopy(window, 0, order, start, window.length);
                start = at;
            }
        }
        return order;
    }
}
