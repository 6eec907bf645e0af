package io.hourglass.codec.model;

import java.util.ArrayList;
import java.util.List;

/** The known cells of a row as inputs of a column's network. */
final class NetworkInputs {
    private static final int COLUMNS = 40;
    private static final int SYMBOLS = 128;

    private final List<Column> columns = new ArrayList<>();
    private final int[] first;
    private final ConditionalNetwork network;
    private final int bias;

    NetworkInputs(Known known, ColumnPlan plan, Column target, int nodes) {
        List<Column> all = known.inOrder();
        for (int i = all.size() - 1; i >= 0 && columns.size() < COLUMNS; i--) {
            columns.add(all.get(i));
        }
        first = new int[columns.size()];
        int inputs = 0;
        for (int i = 0; i < first.length; i++) {
            first[i] = inputs;
            inputs += size(columns.get(i));
        }
        bias = inputs;
        network = new ConditionalNetwork(inputs + 1, nodes, columns.size() * 2 + 1);
    }

    private static int size(Column column) {
        return (isBinned(column) ? column.binCount() : column.symbolCount()) + (column.isOrdered() ? 1 : 0);
    }

    private static boolean isBinned(Column column) {
        return column.symbolCount() > SYMBOLS;
    }

    void begin(int row) {
        network.begin();
        for (int i = 0; i < first.length; i++) {
            Column column = columns.get(i);
            int index = first[i];
            if (column.isOrdered()) {
                double value = column.values()[row];
                network.add(index, Double.isNaN(value) ? 0 : (float) Math.max(-4, Math.min(4, value * column.scale() - 1)));
                index++;
            }
            network.add(index + (isBinned(column) ? column.bins() : column.symbols())[row], 1);
        }
        network.add(bias, 1);
        network.compute();
    }

    float logit(int node) {
        return network.logit(node);
    }

    void learn(int node, int bit) {
        network.learn(node, bit);
    }

    void finish() {
        network.finish();
    }
}
