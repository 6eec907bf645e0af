package io.hourglass.plan;

import java.util.List;
import java.util.Optional;

/**
 * Convolutions before the dense part of an encoder, mirrored in the decoder; each halves the height and width of the image, or the steps
 * of a window of a series.
 *
 * @param channels those after each convolution; empty to fit the size of the image or window
 * @param codeMap the numbers of a code at each place of the smallest image: there is no dense part then, and the model takes images of
 *     any size; empty for a code that is a row
 * @param patch the side of the square patches of images that are learnt; 0 for whole images, empty to fit the images
 * @param blocks the residual blocks after each convolution of the encoder; empty for as many as the purpose needs
 */
public record Convolution(
        Optional<List<Integer>> channels,
        Optional<Integer> codeMap,
        Optional<Integer> patch,
        Optional<Integer> blocks) {
    /** Four times the values of a large photograph's pixel after every halving of a side: more would not fit into memory. */
    private static final int MOST_LAYERS = 12;

    private static final int LARGEST_PATCH = 1024;
    private static final int MOST_BLOCKS = 100;
    /** What a label is told by needs to see more of an image than what rebuilds it. */
    private static final int BLOCKS_FOR_A_LABEL = 2;

    public Convolution {
        channels = channels.map(List::copyOf);
        if (codeMap.isPresent() && codeMap.get() < 1) {
            throw new IllegalArgumentException("a code needs at least 1 number at each place, got " + codeMap.get());
        }
        if (patch.isPresent() && (patch.get() < 0 || patch.get() > LARGEST_PATCH)) {
            throw new IllegalArgumentException("a patch has a side of 1 to " + LARGEST_PATCH
                    + " pixels, or 0 for whole images, got " + patch.get());
        }
        if (blocks.isPresent() && (blocks.get() < 0 || blocks.get() > MOST_BLOCKS)) {
            throw new IllegalArgumentException(
                    "after a convolution come 0 to " + MOST_BLOCKS + " residual blocks, got " + blocks.get());
        }
        List<Integer> given = channels.orElse(List.of(1));
        if (given.isEmpty() || given.size() > MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_LAYERS + " convolutions are possible, got " + given.size());
        }
        for (int each : given) {
            if (each < 1) {
                throw new IllegalArgumentException("a convolution needs at least 1 channel, got " + each);
            }
        }
    }

    /** With a code that is a row. */
    public Convolution(Optional<List<Integer>> channels) {
        this(channels, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with a code of so many numbers at each place. */
    public Convolution withCodeMap(int numbers) {
        return new Convolution(channels, Optional.of(numbers), patch, blocks);
    }

    /** The same over patches of a side, or over whole images for a side of 0. */
    public Convolution withPatch(int side) {
        return new Convolution(channels, codeMap, Optional.of(side), blocks);
    }

    /** The same with so many residual blocks after each convolution of the encoder. */
    public Convolution withBlocks(int count) {
        return new Convolution(channels, codeMap, patch, Optional.of(count));
    }

    /** The same for a network that a label is told by: with residual blocks unless their number was asked for. */
    public Convolution forLabel() {
        return withBlocks(blocks.orElse(BLOCKS_FOR_A_LABEL));
    }

    /** Whether images are learnt by patches, as far as that was decided. */
    public boolean cut() {
        return patch.orElse(0) > 0;
    }

    /** Convolutions that fit the image. */
    public static Convolution fitting() {
        return new Convolution(Optional.empty());
    }

    /** Convolutions with these channels. */
    public static Convolution of(Integer... channels) {
        return new Convolution(Optional.of(List.of(channels)));
    }
}
