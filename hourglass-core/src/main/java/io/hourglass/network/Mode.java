package io.hourglass.network;

/** Whether a forward pass is for training (dropout drops, BatchNorm uses the batch) or for use. */
public enum Mode {
    TRAIN,
    INFER
}
