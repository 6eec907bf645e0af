package io.hourglass.bench;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An isolation forest (Liu, Ting and Zhou 2008): rows that random cuts separate from the others early are strange. With 100 trees of 256
 * rows, the authors' settings and those of the published figures.
 */
final class IsolationForest {
    private static final int TREES = 100;
    private static final int SAMPLE = 256;
    private static final double EULER = 0.5772156649015329;

    private final Node[] trees = new Node[TREES];
    private final double usualDepth;

    /** A cut of a column; a leaf if it has no children. */
    private record Node(int column, double cut, int rows, Node left, Node right) {}

    IsolationForest(double[][] rows, long seed) {
        int size = Math.min(SAMPLE, rows.length);
        int deepest = (int) Math.ceil(Math.log(size) / Math.log(2));
        usualDepth = depth(size);
        for (int t = 0; t < TREES; t++) {
            SplittableRandom random = new SplittableRandom(seed * TREES + t);
            int[] order = IntStream.range(0, rows.length).toArray();
            double[][] drawn = new double[size][];
            for (int i = 0; i < size; i++) {
                int other = i + random.nextInt(rows.length - i);
                int row = order[other];
                order[other] = order[i];
                drawn[i] = rows[row];
            }
            trees[t] = tree(drawn, deepest, random);
        }
    }

    private static Node tree(double[][] rows, int levels, SplittableRandom random) {
        int[] varying = levels == 0 || rows.length < 2
                ? new int[0]
                : IntStream.range(0, rows[0].length)
                        .filter(c -> varies(rows, c))
                        .toArray();
        if (varying.length == 0) {
            return new Node(-1, 0, rows.length, null, null);
        }
        int column = varying[random.nextInt(varying.length)];
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double[] row : rows) {
            least = Math.min(least, row[column]);
            greatest = Math.max(greatest, row[column]);
        }
        double cut = least + random.nextDouble() * (greatest - least);
        double[][] left =
                java.util.Arrays.stream(rows).filter(row -> row[column] <= cut).toArray(double[][]::new);
        double[][] right =
                java.util.Arrays.stream(rows).filter(row -> row[column] > cut).toArray(double[][]::new);
        return new Node(column, cut, rows.length, tree(left, levels - 1, random), tree(right, levels - 1, random));
    }

    private static boolean varies(double[][] rows, int column) {
        for (double[] row : rows) {
            if (row[column] != rows[0][column]) {
                return true;
            }
        }
        return false;
    }

    /** The mean depth of a search that fails in a random tree of so many rows (equation 1). */
    private static double depth(int rows) {
        return rows < 2 ? 0 : rows == 2 ? 1 : 2 * (Math.log(rows - 1.0) + EULER) - 2 * (rows - 1.0) / rows;
    }

    /** The score of a row, from 0 to 1; higher is stranger (equation 2). */
    double score(double[] row) {
        double sum = 0;
        for (Node tree : trees) {
            Node node = tree;
            int depth = 0;
            while (node.left != null) {
                node = row[node.column] <= node.cut ? node.left : node.right;
                depth++;
            }
            sum += depth + depth(node.rows);
        }
        return Math.pow(2, -sum / TREES / usualDepth);
    }
}
