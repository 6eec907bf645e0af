package io.hourglass.training;

import java.util.List;

/**
 * Rows in memory up to a limit, and beyond it in a temporary file, which closing removes. Training on them gives the same bits either
 * way.
 */
public final class SpilledRows implements Rows, AutoCloseable {
    private final int width;
    private final List<String> names;
    private final long mostBytes;
    private final long wholeValues;
    private MemoryRows memory;
    private FileRows file;

    /**
     * @param width the values of a row
     * @param names what each is called in messages; may be empty
     * @param mostBytes how much may be in memory
     */
    public SpilledRows(int width, List<String> names, long mostBytes) {
        this(width, names, mostBytes, RowOrder.WHOLE_VALUES);
    }

    SpilledRows(int width, List<String> names, long mostBytes, long wholeValues) {
        this.width = width;
        this.names = List.copyOf(names);
        this.mostBytes = mostBytes;
        this.wholeValues = wholeValues;
        this.memory = new MemoryRows(width, names);
    }

    /**
     * Adds a row that starts at a place of an array.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written, where one is needed
     */
    public void add(float[] values, int offset) {
        if (file == null && (memory.count() + 1L) * width * Float.BYTES > mostBytes) {
            spill();
        }
        if (file == null) {
            memory.add(values, offset);
        } else {
            file.add(values, offset);
        }
    }

    private void spill() {
        file = new FileRows(width, wholeValues);
        float[] row = new float[width];
        for (int r = 0; r < memory.count(); r++) {
            memory.copy(r, row, 0);
            file.add(row, 0);
        }
        memory = new MemoryRows(width, names);
    }

    /** Whether the rows are in a file. */
    public boolean isSpilled() {
        return file != null;
    }

    @Override
    public int count() {
        return file == null ? memory.count() : file.count();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        if (file == null) {
            memory.copy(row, into, offset);
        } else {
            file.copy(row, into, offset);
        }
    }

    @Override
    public String name(int cell) {
        return memory.name(cell);
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
