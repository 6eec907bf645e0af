package io.hourglass.codec.model;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The decisions that lead to a code: first Huffman's tree over the words and "a number", then a tree over the numbers in
 * which each decision asks whether the number lies above a middle. Listed numbers split so that both sides weigh about the
 * same; a wide range is halved, which needs no nodes.
 *
 * <p>A node is told by its index. Its children are nodes, leaves as {@code ~code}, or {@link #WIDE}.
 */
final class Tree {
    /** The child that means that a number of a wide range follows. */
    static final int WIDE = Integer.MAX_VALUE;

    /** From this depth on the numbers are halved by count: weights must not make the tree as deep as it has leaves. */
    private static final int BALANCED_DEPTH = 40;

    private final Alphabet alphabet;
    private final int[] zero;
    private final int[] one;
    /** The first code, or place of a word, on the side of a one. */
    private final int[] split;

    private final int[] lower;
    private final int[] end;
    private final int[] depth;
    /** Where each word, and "a number", stands in Huffman's tree from left to right. */
    private final int[] place;

    private final int numberRoot;
    private final int numberNodes;
    private final int root;
    private int nodes;

    Tree(Alphabet alphabet) {
        this.alphabet = alphabet;
        int words = alphabet.wordWeights().length;
        int numbers = alphabet.numbers().length;
        int size = words + numbers;
        zero = new int[size];
        one = new int[size];
        split = new int[size];
        lower = new int[size];
        end = new int[size];
        depth = new int[size];
        place = new int[words];
        numberRoot = numbers > 0 ? grow(0, numbers, prefix(alphabet.numberWeights()), 0) : 0;
        numberNodes = nodes;
        root = huffman();
        order();
    }

    private static long[] prefix(int[] weights) {
        long[] sums = new long[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            sums[i + 1] = sums[i] + weights[i];
        }
        return sums;
    }

    /** Makes the tree of the numbers {@code from} to {@code to} and returns its root. */
    private int grow(int from, int to, long[] sums, int level) {
        if (to - from == 1) {
            return ~(alphabet.words() + from);
        }
        int middle = level < BALANCED_DEPTH ? balanced(from, to, sums) : (from + to) >>> 1;
        int node = nodes++;
        depth[node] = level;
        split[node] = middle;
        lower[node] = from;
        end[node] = to;
        zero[node] = grow(from, middle, sums, level + 1);
        one[node] = grow(middle, to, sums, level + 1);
        return node;
    }

    private static int balanced(int from, int to, long[] sums) {
        long whole = sums[from] + sums[to];
        int low = from + 1;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (2 * sums[middle] < whole) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean before = low > from + 1 && Math.abs(2 * sums[low - 1] - whole) <= Math.abs(2 * sums[low] - whole);
        return before ? low - 1 : low;
    }

    /** Huffman's tree over the words, ties going to the earlier; returns its root. */
    private int huffman() {
        int[] weights = alphabet.wordWeights();
        PriorityQueue<long[]> queue = new PriorityQueue<>(
                Comparator.<long[]>comparingLong(entry -> entry[0]).thenComparingLong(entry -> entry[1]));
        for (int word = 0; word < weights.length; word++) {
            queue.add(new long[] {weights[word], word, leaf(word)});
        }
        long order = weights.length;
        while (queue.size() > 1) {
            long[] lighter = queue.remove();
            long[] heavier = queue.remove();
            int node = nodes++;
            zero[node] = (int) heavier[2];
            one[node] = (int) lighter[2];
            queue.add(new long[] {lighter[0] + heavier[0], order++, node});
        }
        return (int) queue.remove()[2];
    }

    /** Where a word, or "a number" behind the last, leads. */
    private int leaf(int word) {
        if (!alphabet.hasNumbers() || word < alphabet.words()) {
            return ~word;
        }
        return alphabet.isWide() ? WIDE : numberRoot;
    }

    /** Numbers the leaves of Huffman's tree from left to right. */
    private void order() {
        ArrayDeque<int[]> open = new ArrayDeque<>();
        open.push(new int[] {root, 0, -1});
        int next = 0;
        while (!open.isEmpty()) {
            int[] entry = open.pop();
            if (entry[2] >= 0) {
                split[entry[2]] = next;
            }
            int child = entry[0];
            if (isNode(child) && !isNumeric(child)) {
                depth[child] = entry[1];
                open.push(new int[] {one[child], entry[1] + 1, child});
                open.push(new int[] {zero[child], entry[1] + 1, -1});
            } else {
                place[child < 0 && ~child < alphabet.words() ? ~child : place.length - 1] = next++;
            }
        }
    }

    int root() {
        return root;
    }

    int nodes() {
        return nodes;
    }

    static boolean isNode(int child) {
        return child >= 0 && child != WIDE;
    }

    /** Decisions between the root of the words, or of the numbers, and a node. */
    int depth(int node) {
        return depth[node];
    }

    int child(int node, int bit) {
        return bit == 0 ? zero[node] : one[node];
    }

    /** Whether a node's decision is among the numbers. */
    boolean isNumeric(int node) {
        return node < numberNodes;
    }

    /** The decision at a node on the way to a code. */
    int bit(long code, int node) {
        int words = alphabet.words();
        long where = isNumeric(node) ? code - words : place[(int) Math.min(code, place.length - 1)];
        return where >= split[node] ? 1 : 0;
    }

    /** Between the two sides of a node among the numbers. */
    double middle(int node) {
        long[] numbers = alphabet.numbers();
        return ((double) numbers[split[node] - 1] + (double) numbers[split[node]]) / 2;
    }

    /** From the least to the greatest number of a node. */
    double span(int node) {
        long[] numbers = alphabet.numbers();
        return (double) numbers[end[node] - 1] - (double) numbers[lower[node]];
    }
}
