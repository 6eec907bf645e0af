package io.hourglass.plan;

import io.hourglass.data.table.ImageColumn;
import java.util.List;
import java.util.Optional;

/** Whether images are learnt whole or by patches, where that was left to fit them. */
public final class Patching {
    /** The side of a patch unless another is asked for. */
    static final int USUAL_SIDE = 64;

    private Patching() {}

    /**
     * A plan for images of some sizes, with the side of their patches decided: patches where the images differ in size, and for a denoising
     * one also where they are larger than a patch. Without convolutions there is nothing to decide.
     *
     * @param sizes of the images, each once or more; none for rows that are no images
     * @throws IllegalArgumentException if patches are asked for and the rows are no images, or the network is made for images of one size
     */
    public static HourglassPlan fitted(HourglassPlan plan, List<ImageColumn> sizes) {
        Optional<Convolution> asked = plan.network().regularity().convolution();
        if (asked.isPresent() && asked.get().cut() && sizes.isEmpty()) {
            throw new IllegalArgumentException(
                    "patches are cut out of images, and the data has none; leave out --patch");
        }
        if (asked.isEmpty() || sizes.isEmpty()) {
            return plan;
        }
        boolean free = asked.get().codeMap().isPresent() || findsNoise(plan);
        if (asked.get().cut() && !free) {
            throw new IllegalArgumentException(
                    "a network that learns patches takes images of any size, so it has no dense"
                            + " layers and no row for a code; --kind denoising without --code and --hidden, or --code-map, would"
                            + " do, or --patch off");
        }
        int side = asked.get().patch().orElseGet(() -> free && wanted(plan, sizes) ? USUAL_SIDE : 0);
        return plan.withNetwork(plan.network().withConvolution(asked.get().withPatch(side)));
    }

    private static boolean wanted(HourglassPlan plan, List<ImageColumn> sizes) {
        ImageColumn first = sizes.get(0);
        return sizes.stream()
                .anyMatch(size -> !size.size().equals(first.size())
                        || (findsNoise(plan) && Math.max(size.height(), size.width()) > USUAL_SIDE));
    }

    /** Whether a plan, over patches, is for a network that finds the noise of an image and has no narrow code. */
    static boolean findsNoise(HourglassPlan plan) {
        NetworkPlan network = plan.network();
        return plan.kind().kinds().equals(List.of(Kind.DENOISING))
                && network.code().isEmpty()
                && network.hidden().isEmpty()
                && network.regularity()
                        .convolution()
                        .map(Convolution::codeMap)
                        .orElse(Optional.empty())
                        .isEmpty();
    }
}
