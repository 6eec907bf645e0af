package io.hourglass.codec.block;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.DecisionTape;
import io.hourglass.codec.layout.ColumnForm;
import io.hourglass.codec.model.ColumnPlan;

/** Measures what each column of a block costs while it is decoded, and notes what it was predicted from. */
public final class ColumnMeter implements ColumnListener {
    private final long[] costs;
    private final ColumnForm[] forms;
    private final ColumnPlan[] plans;
    private BitCoder coder;
    private long cost;
    private long start;

    /** A meter for so many columns. */
    public ColumnMeter(int columns) {
        costs = new long[columns];
        forms = new ColumnForm[columns];
        plans = new ColumnPlan[columns];
    }

    /** Stands between a model and its coder. */
    public BitCoder tap(BitCoder inner) {
        coder = inner;
        return this::code;
    }

    private int code(int given, int probability) {
        int bit = coder.code(given, probability);
        cost += DecisionTape.cost(bit, probability);
        return bit;
    }

    @Override
    public void begin(int column) {
        start = cost;
    }

    @Override
    public void planned(int column, ColumnForm form, ColumnPlan plan) {
        forms[column] = form;
        plans[column] = plan;
    }

    @Override
    public void end(int column) {
        costs[column] = cost - start;
    }

    /** What a column cost, its dictionary and plan included, in bytes. */
    public double bytes(int column) {
        return costs[column] / (8.0 * BitCoder.ONE);
    }

    /** A column's form, or null if the block is no table. */
    public ColumnForm form(int column) {
        return forms[column];
    }

    /** A column's plan, or null if it is text or the block is no table. */
    public ColumnPlan plan(int column) {
        return plans[column];
    }
}
