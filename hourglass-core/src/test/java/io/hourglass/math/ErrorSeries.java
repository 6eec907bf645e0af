package io.hourglass.math;

import java.math.BigDecimal;
import java.math.MathContext;

/** The error function from its power series with 60 digits: slow, and independent of the code it checks. */
final class ErrorSeries {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal PI =
            new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899");
    private static final BigDecimal FACTOR = BigDecimal.valueOf(2).divide(PI.sqrt(DIGITS), DIGITS);

    private ErrorSeries() {}

    /** 2/sqrt(pi) times the sum over n of (-1)^n x^(2n+1) / (n! (2n+1)). */
    static double erf(double x) {
        var value = new BigDecimal(x);
        BigDecimal square = value.multiply(value, DIGITS).negate();
        BigDecimal power = value;
        BigDecimal sum = value;
        for (int n = 1; power.abs().doubleValue() > 1e-40 * x; n++) {
            power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
        }
        return sum.multiply(FACTOR, DIGITS).doubleValue();
    }
}
