package io.hourglass.data.table;

import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Images that differ in size: tables of images of one size each. It has no columns of its own; what asks for them is told that the images
 * differ and which of them do.
 */
public final class MixedTable implements Table {
    private final String source;
    private final List<Table> sizes;
    private final String difference;
    private final List<String> notices;

    /**
     * @param source where the images come from
     * @param sizes the tables, in order; at least two
     * @param difference which images differ, as a sentence without its end
     * @param notices what the user should know beside what the tables say
     */
    public MixedTable(String source, List<Table> sizes, String difference, List<String> notices) {
        if (sizes.size() < 2) {
            throw new IllegalArgumentException(
                    "images that differ in size are at least two tables, got " + sizes.size());
        }
        this.source = source;
        this.sizes = List.copyOf(sizes);
        this.difference = difference;
        this.notices = List.copyOf(notices);
    }

    @Override
    public List<Table> sizes() {
        return sizes;
    }

    @Override
    public Table each(UnaryOperator<Table> change) {
        return new MixedTable(source, sizes.stream().map(change).toList(), difference, notices);
    }

    /**
     * Refuses.
     *
     * @throws DataException saying which images differ
     */
    @Override
    public Schema schema() {
        throw refusal();
    }

    private DataException refusal() {
        return new DataException(
                difference + "; scale or crop them to one size, or use what takes any size: noise, denoise,"
                        + " reconstruct, evaluate --clean, and train --conv auto with --kind denoising or --code-map");
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public OptionalLong rowCount() {
        return StackedTable.rowCount(sizes);
    }

    @Override
    public List<String> notices() {
        List<String> all = new ArrayList<>(notices);
        for (Table each : sizes) {
            each.notices().stream().filter(notice -> !all.contains(notice)).forEach(all::add);
        }
        return all;
    }

    /** Refuses, as {@link #schema()} does. */
    @Override
    public Cursor open() {
        throw refusal();
    }
}
