package io.hourglass.math;

/** The error function to double precision. */
final class ErrorFunction {
    private static final double[] ROOT = {
        9.643530469744978e-16,
        -3.766046103164524e-14,
        6.691856765803277e-13,
        -7.0919125603166625e-12,
        4.886986106578946e-11,
        -2.1730856509754498e-10,
        5.008462210681816e-10,
        7.102053204231989e-10,
        -1.1763393368357091e-08,
        5.44474589164729e-08,
        -1.4580302139503835e-07,
        1.8702139664721607e-07,
        2.561426555361669e-07,
        -1.818927274239044e-06,
        3.4064454349296004e-06,
        3.864422398837132e-06,
        -3.3095142044028694e-05,
        0.00010608649965387288,
        0.0002323252898475416,
        0.00014901497384539855,
        0.009287795839151349,
        0.04227553175878587,
        0.07052369794346953
    };

    private ErrorFunction() {}

    /** erf(x); from 6 on it is 1. */
    static double erf(double x) {
        double a = Math.min(Math.abs(x), 6);
        double r = ROOT[0];
        for (int i = 1; i < ROOT.length; i++) {
            r = r * a + ROOT[i];
        }
        return Math.copySign(fromRoot(r * a), x);
    }

    /**
     * 1 - (1 + p)^-16 without cancellation: (1 + p)^2 - 1 is p (2 + p), four times over, and then q / (1 + q). With
     * p = erfc(a)^(-1/16) - 1 this is erf(a) (the form of Abramowitz and Stegun 7.1.28).
     */
    static double fromRoot(double p) {
        double q = p * (2 + p);
        q = q * (2 + q);
        q = q * (2 + q);
        q = q * (2 + q);
        return q / (1 + q);
    }
}
