package io.hourglass.codec.block;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.DecisionTape;
import io.hourglass.codec.layout.ColumnForm;
import io.hourglass.codec.model.ColumnPlan;
import io.hourglass.codec.model.Earnings;

/** Measures what each column of a block costs while it is decoded, and notes what it was predicted from. */
public final class ColumnMeter implements ColumnListener {
    private final long[] costs;
    private final ColumnForm[] forms;
    private final ColumnPlan[] plans;
    private final long[] headers;
    /** Null where nobody wants to know. */
    private final Earnings[] earnings;

    private BitCoder coder;
    private long cost;
    private long start;

    /** A meter for so many columns. */
    public ColumnMeter(int columns) {
        this(columns, false);
    }

    /** One that also measures what each predictor saved, if that is wanted. */
    public ColumnMeter(int columns, boolean earning) {
        costs = new long[columns];
        forms = new ColumnForm[columns];
        plans = new ColumnPlan[columns];
        headers = new long[columns];
        earnings = earning ? new Earnings[columns] : null;
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
        headers[column] = cost - start;
    }

    @Override
    public Earnings earnings(int column) {
        if (earnings != null && earnings[column] == null) {
            earnings[column] = new Earnings();
        }
        return earnings == null ? null : earnings[column];
    }

    @Override
    public void end(int column) {
        costs[column] = cost - start;
    }

    /** What a column cost, its dictionary and plan included, in bytes. */
    public double bytes(int column) {
        return costs[column] / (8.0 * BitCoder.ONE);
    }

    /** What of that its dictionary and plan cost, in bytes. */
    public double headerBytes(int column) {
        return headers[column] / (8.0 * BitCoder.ONE);
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
