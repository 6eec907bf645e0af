package io.hourglass.codec.block;

import io.hourglass.codec.coder.NumberCoder;
import io.hourglass.codec.model.Column;
import java.util.ArrayList;
import java.util.List;

/** The orders in which columns may be coded: each is predicted from those before it. */
final class Orders {
    private Orders() {}

    /** The orders worth trying, over the columns that are not text. */
    static List<int[]> of(Column[] columns, int most) {
        List<Integer> natural = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null) {
                natural.add(i);
            }
        }
        List<int[]> orders = new ArrayList<>();
        orders.add(natural.stream().mapToInt(Integer::intValue).toArray());
        if (most > 1 && natural.size() > 1) {
            int[] reversed = new int[natural.size()];
            for (int i = 0; i < reversed.length; i++) {
                reversed[i] = natural.get(reversed.length - 1 - i);
            }
            orders.add(reversed);
        }
        return orders;
    }

    /**
     * Codes an order: each column as its place among those that are left.
     *
     * @param given a permutation of 0 to {@code count} - 1, or null when decoding
     */
    static int[] code(NumberCoder numbers, int[] given, int count) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            left.add(i);
        }
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            // counted from the end that the last one came from, so that natural and reversed orders cost nothing
            boolean fromEnd = i > 0 && order[i - 1] >= left.get(left.size() - 1);
            int place = given == null ? 0 : left.indexOf(given[i]);
            int coded = numbers.code(Fields.ORDER, fromEnd || i == 0 ? left.size() - 1 - place : place);
            if (coded >= left.size()) {
                throw new IllegalStateException("a block has no column " + coded);
            }
            order[i] = left.remove(fromEnd || i == 0 ? left.size() - 1 - coded : coded);
        }
        return order;
    }
}
