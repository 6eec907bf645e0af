package io.hourglass.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {
    private static final int DRAWS = 200_000;

    @Test
    void theFirstDrawsAreThePublishedOnesOfSplitMix64() {
        var random = new RandomStream(1234567);
        assertThat(random.nextLong()).isEqualTo(6457827717110365317L);
        assertThat(random.nextLong()).isEqualTo(3203168211198807973L);
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
    }

    @Test
    void everyKindOfDrawIsPinned() {
        var random = RandomStream.of(42, 1, 2);
        assertThat(random.nextLong()).isEqualTo(-1638011400710900057L);
        assertThat(random.nextInt(1000)).isEqualTo(383);
        assertThat(random.nextFloat()).isEqualTo(0.9089689f);
        assertThat(random.nextDouble()).isEqualTo(0.27489899481335056);
        assertThat(random.nextGaussian()).isEqualTo(-0.55581564f);
        assertThat(random.nextGaussian()).isEqualTo(0.31797683f);
        assertThat(random.permutation(8)).containsExactly(1, 6, 3, 0, 2, 5, 7, 4);
        assertThat(random.position()).isEqualTo(13);
    }

    @Test
    void severalDeviatesAreThoseDrawnOneByOne() {
        var random = RandomStream.of(5);
        var others = RandomStream.of(5);
        assertThat(random.gaussians(3))
                .containsExactly(others.nextGaussian(), others.nextGaussian(), others.nextGaussian());
        assertThat(random.position()).isEqualTo(3);
    }

    @Test
    void seekingBackGivesTheSameDrawsAgain() {
        var random = RandomStream.of(5);
        random.nextInt(10);
        long position = random.position();
        float first = random.nextGaussian();
        double second = random.nextDouble();
        random.seek(position);
        assertThat(random.nextGaussian()).isEqualTo(first);
        assertThat(random.nextDouble()).isEqualTo(second);
        assertThat(random.position()).isEqualTo(position + 2);
    }

    @Test
    void everyPathIsItsOwnStream() {
        Set<Long> firsts = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            firsts.add(RandomStream.of(seed).nextLong());
            for (long a = 0; a < 20; a++) {
                firsts.add(RandomStream.of(seed, a).nextLong());
                for (long b = 0; b < 20; b++) {
                    firsts.add(RandomStream.of(seed, a, b).nextLong());
                }
            }
        }
        assertThat(firsts).hasSize(20 + 400 + 8000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void normalDeviatesHaveTheMomentsAndTailsOfTheNormalDistribution(long seed) {
        var random = RandomStream.of(seed);
        double[] moments = new double[5];
        int beyondTwo = 0;
        for (int i = 0; i < DRAWS; i++) {
            double value = random.nextGaussian();
            double power = 1;
            for (int k = 1; k <= 4; k++) {
                power *= value;
                moments[k] += power / DRAWS;
            }
            beyondTwo += Math.abs(value) > 2 ? 1 : 0;
        }
        // each within five of its own standard errors: sqrt(1, 2, 15, 96) / sqrt(n)
        double root = Math.sqrt(DRAWS);
        assertThat(moments[1]).isCloseTo(0, within(5 / root));
        assertThat(moments[2]).isCloseTo(1, within(5 * 1.42 / root));
        assertThat(moments[3]).isCloseTo(0, within(5 * 3.9 / root));
        assertThat(moments[4]).isCloseTo(3, within(5 * 9.8 / root));
        assertThat(beyondTwo / (double) DRAWS).isCloseTo(0.0455, within(5 * 0.209 / root));
    }

    @Test
    void successiveDeviatesAreNotCorrelated() {
        var random = RandomStream.of(9);
        double sum = 0;
        float before = random.nextGaussian();
        for (int i = 0; i < DRAWS; i++) {
            float now = random.nextGaussian();
            sum += before * now;
            before = now;
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
    }

    @Test
    void uniformNumbersFillTheirRangeEvenly() {
        var random = RandomStream.of(11);
        int[] floats = new int[50];
        int[] doubles = new int[50];
        for (int i = 0; i < DRAWS; i++) {
            floats[(int) (random.nextFloat() * 50)]++;
            doubles[(int) (random.nextDouble() * 50)]++;
        }
        assertThat(chiSquare(floats)).isBetween(15.0, 110.0);
        assertThat(chiSquare(doubles)).isBetween(15.0, 110.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void boundedNumbersAreEquallyLikely(int bound) {
        var random = RandomStream.of(bound);
        int[] counts = new int[bound];
        for (int i = 0; i < DRAWS; i++) {
            counts[random.nextInt(bound)]++;
        }
        // the mean of chi-square is bound - 1, its standard deviation sqrt(2 (bound - 1))
        assertThat(chiSquare(counts)).isLessThanOrEqualTo(bound - 1 + 5 * Math.sqrt(2.0 * bound));
    }

    @Test
    void aBoundThatDoesNotDivideTheRangeIsRejectedDownToEvenChances() {
        // without rejection the multiples of three would come twice as often as the rest
        var random = RandomStream.of(13);
        int bound = Integer.MAX_VALUE / 4 * 3;
        int low = 0;
        for (int i = 0; i < DRAWS; i++) {
            low += random.nextInt(bound) < bound / 2 ? 1 : 0;
        }
        assertThat(random.position()).isGreaterThan(DRAWS);
        assertThat(low / (double) DRAWS).isCloseTo(0.5, within(2.5 / Math.sqrt(DRAWS)));
    }

    @Test
    void aPermutationHoldsEveryNumberOnceAndEveryOrderComes() {
        var random = RandomStream.of(15);
        assertThat(random.permutation(1000)).doesNotHaveDuplicates().contains(0, 999);
        assertThat(random.permutation(0)).isEmpty();
        int[] orders = new int[27];
        for (int i = 0; i < 60_000; i++) {
            int[] order = random.permutation(3);
            orders[order[0] * 9 + order[1] * 3 + order[2]]++;
        }
        int[] seen = Arrays.stream(orders).filter(count -> count > 0).toArray();
        assertThat(seen).hasSize(6);
        assertThat(chiSquare(seen)).isLessThan(25);
    }

    @Test
    void senselessBoundsAreRefused() {
        var random = RandomStream.of(1);
        assertThatThrownBy(() -> random.nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
        assertThatThrownBy(() -> random.permutation(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double chiSquare(int[] counts) {
        double expected = 0;
        for (int count : counts) {
            expected += (double) count / counts.length;
        }
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}
