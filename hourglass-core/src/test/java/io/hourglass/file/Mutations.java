package io.hourglass.file;

import java.util.Arrays;
import java.util.Random;

/** Small random damage: bytes changed, removed, doubled, or replaced by such as parsers find hard. */
final class Mutations {
    private static final byte[] HARD =
            "\"\\{}[]:,-+.0159eE \0\u007f".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private Mutations() {}

    static byte[] of(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int n = 1 + random.nextInt(3); n > 0 && mutated.length > 1; n--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(5)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2 -> mutated[at] = HARD[random.nextInt(HARD.length)];
                case 3 -> mutated = replaced(mutated, at, random.nextInt(5), new byte[0]);
                default -> mutated = replaced(mutated, at, 0, Arrays.copyOfRange(mutated, at, at + 4));
            }
        }
        return mutated;
    }

    /** The bytes with {@code removed} of them, or as many as there are, replaced by others. */
    static byte[] replaced(byte[] bytes, int at, int removed, byte[] by) {
        int resume = Math.min(bytes.length, at + removed);
        byte[] result = Arrays.copyOf(bytes, at + by.length + bytes.length - resume);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(bytes, resume, result, at + by.length, bytes.length - resume);
        return result;
    }
}
