package io.hourglass.model;

/** The code is what the encoder gives. */
public record Plain() implements Bottleneck {}
