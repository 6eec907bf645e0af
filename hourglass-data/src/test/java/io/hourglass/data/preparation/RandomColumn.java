package io.hourglass.data.preparation;

import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.math.RandomStream;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Columns of numbers as they come: with ties, with heavy tails, tiny, huge, far from zero. */
record RandomColumn(NumberColumn column, ToDoubleFunction<RandomStream> draw) {
    static final RandomColumn NORMAL = numbers("normal", 2, random -> 50 + 10 * random.nextGaussian());
    static final RandomColumn SHORTEST = numbers("shortest", -1, random -> random.nextInt(10_000) / 1000.0);
    static final RandomColumn TIES = numbers("ties", 0, random -> random.nextInt(4));
    static final RandomColumn MOSTLY_ZERO =
            numbers("mostlyZero", 0, random -> random.nextInt(10) > 0 ? 0 : random.nextInt(99_999));
    static final RandomColumn HEAVY_TAILS =
            numbers("heavyTails", 3, random -> random.nextGaussian() / (0.001 + Math.abs(random.nextGaussian())));
    static final RandomColumn TINY = numbers("tiny", -1, random -> 1e-30 * random.nextGaussian());
    static final RandomColumn BELOW_FLOATS = numbers("belowFloats", -1, random -> 1e-200 * (1 + random.nextDouble()));
    static final RandomColumn HUGE = numbers("huge", -1, random -> 3e38 * (2 * random.nextDouble() - 1));
    static final RandomColumn NEGATIVE = numbers("negative", 1, random -> -1000 - 10 * random.nextDouble());
    static final RandomColumn FAR_FROM_ZERO = numbers("farFromZero", 3, random -> 1e9 + random.nextInt(1000) / 1000.0);
    static final RandomColumn INSTANTS = new RandomColumn(
            new InstantColumn("instants", "yyyy-MM-dd HH:mm"), random -> 60.0 * (28_000_000 + random.nextInt(500_000)));

    static final List<RandomColumn> ALL = List.of(
            NORMAL,
            SHORTEST,
            TIES,
            MOSTLY_ZERO,
            HEAVY_TAILS,
            TINY,
            BELOW_FLOATS,
            HUGE,
            NEGATIVE,
            FAR_FROM_ZERO,
            INSTANTS);

    private static RandomColumn numbers(String name, int decimals, ToDoubleFunction<RandomStream> draw) {
        return new RandomColumn(new NumericColumn(name, decimals), draw);
    }

    /** Values as the column writes them. */
    double[] values(int count, long seed) {
        RandomStream random = RandomStream.of(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = column.parse(column.format(draw.applyAsDouble(random)));
        }
        return values;
    }

    /** What differs by less is written the same; 0 where a column writes all digits. */
    double unit() {
        if (column instanceof NumericColumn numeric) {
            return numeric.decimals() < 0 ? 0 : Math.pow(10, -numeric.decimals());
        }
        return 60;
    }

    @Override
    public String toString() {
        return column.name();
    }
}
