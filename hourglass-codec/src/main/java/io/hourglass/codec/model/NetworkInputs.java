package io.hourglass.codec.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** The known cells of a row as inputs of a column's network: the features of its plan, and the columns known last. */
final class NetworkInputs {
    private static final int FEATURES = 16;
    private static final int SYMBOLS = 128;

    private final Feature[] features;
    private final int[] first;
    private final ConditionalNetwork network;
    private final int bias;

    NetworkInputs(Known known, ColumnPlan plan, int nodes) {
        Map<Integer, Feature> chosen = new LinkedHashMap<>();
        for (int[] numbers : new int[][] {plan.singles(), plan.chain(), lastKnown(known)}) {
            for (int number : numbers) {
                int plain = number % Feature.PLACES == Feature.BIN ? number - Feature.BIN : number;
                boolean large = known.column(plain / Feature.PLACES).symbolCount() > SYMBOLS;
                int input = large && plain % Feature.PLACES == Feature.SYMBOL ? plain + Feature.BIN : plain;
                if (chosen.size() < FEATURES && !(large && plain % Feature.PLACES >= Feature.BEFORE)) {
                    chosen.putIfAbsent(input, new Feature(known, input));
                }
            }
        }
        features = chosen.values().toArray(new Feature[0]);
        first = new int[features.length];
        int inputs = 0;
        for (int i = 0; i < features.length; i++) {
            first[i] = inputs;
            inputs += features[i].size() + 1;
        }
        bias = inputs;
        network = new ConditionalNetwork(inputs + 1, nodes, features.length * 2 + 1);
    }

    private static int[] lastKnown(Known known) {
        int[] numbers = known.nearest(FEATURES);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= Feature.PLACES;
        }
        return numbers;
    }

    void begin(int row) {
        network.begin();
        for (int i = 0; i < features.length; i++) {
            Feature feature = features[i];
            if (feature.column().isOrdered()) {
                double value = feature.number(row);
                if (!Double.isNaN(value)) {
                    double scaled = value * feature.column().scale() - 1;
                    network.add(first[i], (float) Math.max(-4, Math.min(4, scaled)));
                }
            }
            network.add(first[i] + 1 + feature.of(row), 1);
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
