package io.hourglass.codec.block;

import io.hourglass.codec.layout.ColumnForm;
import io.hourglass.codec.model.ColumnPlan;
import io.hourglass.codec.model.Earnings;

/** Is told what a block is made of while it is decoded. */
public interface ColumnListener {
    /** Wants to know nothing. */
    ColumnListener NONE = new ColumnListener() {};

    /** A column begins. */
    default void begin(int column) {}

    /** A column's form and plan are decoded; the plan of text is null. */
    default void planned(int column, ColumnForm form, ColumnPlan plan) {}

    /** What is to be told how much each predictor of a column saved, or null: it takes time. */
    default Earnings earnings(int column) {
        return null;
    }

    /** A column ends. */
    default void end(int column) {}
}
