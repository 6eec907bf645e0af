package io.hourglass.report.page;

/**
 * A figure worth a large print.
 *
 * @param value for instance {@code 24×}
 * @param meaning for instance {@code fewer numbers in a code than in a picture}
 */
public record Fact(String value, String meaning) {}
