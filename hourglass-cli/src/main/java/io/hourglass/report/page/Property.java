package io.hourglass.report.page;

/** A name and what stands for it. */
public record Property(String name, String value) {}
