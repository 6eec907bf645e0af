package io.hourglass.network;

import io.hourglass.kernel.Workers;

/**
 * Where a layer stands in a session: what its kernel is built for.
 *
 * @param input the shape of its input rows
 * @param maxRows the most rows a pass may have
 * @param placement where the network's parameters lie in the flat blocks
 * @param index the layer's place in its network, counted from 0
 * @param workers the threads of the engine
 */
public record Site(Shape input, int maxRows, Placement placement, int index, Workers workers) {
    /** The offset of one of the layer's weight parameters in the flat block. */
    int weight(int parameter) {
        return placement.weight(index, parameter);
    }

    /** The offset of one of the layer's state parameters in the flat block. */
    int state(int parameter) {
        return placement.state(index, parameter);
    }

    /** Rows to compute in. */
    float[][] rows(int width) {
        return new float[maxRows][width];
    }
}
