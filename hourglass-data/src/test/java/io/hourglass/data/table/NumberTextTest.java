package io.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "+",
                "-.",
                "1.2.3",
                "1e",
                "1e+",
                "e5",
                "0x10",
                "1_000",
                "1d",
                "1f",
                "1.5L",
                "NaN",
                "Infinity",
                "-Infinity",
                "1,5",
                "1 2",
                "--1",
                "+-1",
                "1e5.5",
                "abc",
                "١"
            })
    void whatJavaOrPeopleMightTakeForANumberButIsNone(String text) {
        assertThat(NumberText.parse(text)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "+1,1",
        "-1.50,-1.5",
        "' 7 ',7",
        ".5,0.5",
        "5.,5",
        "1e3,1000",
        "1E-3,0.001",
        "123456789012345678901,1.2345678901234568E20",
        "0.1,0.1",
        "9007199254740993,9007199254740992",
        "1e400,Infinity",
        "-1e400,-Infinity",
        "0.00000000000000000000000001,1e-26"
    })
    void numbersAreTheNearestDouble(String text, double value) {
        assertThat(NumberText.parse(text)).isEqualTo(value);
    }

    @Test
    void parsingAgreesWithJavaOnRandomDecimals() {
        Random random = new Random(1);
        for (int i = 0; i < 30_000; i++) {
            String text = (random.nextBoolean() ? "-" : "") + (random.nextLong() >>> (1 + random.nextInt(62)));
            int point = random.nextInt(text.length() + 1);
            String number =
                    text.startsWith("-") && point == 0 ? text : text.substring(0, point) + "." + text.substring(point);
            assertThat(NumberText.parse(number)).as(number).isEqualTo(Double.parseDouble(number));
        }
    }

    @Test
    void minusZeroKeepsItsSign() {
        assertThat(1 / NumberText.parse("-0")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(NumberText.shortest(-0.0)).isEqualTo("-0");
        assertThat(NumberText.fixed(-0.0, 2)).isEqualTo("-0.00");
    }

    @Test
    void aValueRoundedToZeroHasNoSign() {
        assertThat(NumberText.fixed(-0.001, 2)).isEqualTo("0.00");
    }

    @ParameterizedTest
    @CsvSource({
        "3.14159,2,3.14",
        "0.5,0,0",
        "1.5,0,2",
        "-2.5,1,-2.5",
        "0.05,3,0.050",
        "-0.06,1,-0.1",
        "1e20,2,100000000000000000000.00",
        "12,0,12"
    })
    void fixedDecimalsAreRounded(double value, int decimals, String text) {
        assertThat(NumberText.fixed(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "3,3",
        "0.1,0.1",
        "100000,100000",
        "1e15,1000000000000000",
        "1e16,1E16",
        "1.5e-5,0.000015",
        "1.5e-6,1.5E-6",
        "1.5e-7,1.5E-7",
        "3.4028234663852886E38,3.4028235E38",
        "1.401298464324817E-45,1E-45",
        "1.7976931348623157E308,1.7976931348623157E308",
        "4.9E-324,5E-324",
        "-2.25,-2.25",
        "1e23,1E23",
        "16777216,16777216"
    })
    void shortestTexts(double value, String text) {
        assertThat(NumberText.shortest(value)).isEqualTo(text);
    }

    @Test
    void everyFloatComesBackFromItsShortestTextWithAtMostNineDigits() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                String text = NumberText.shortest(value);
                assertThat(Float.parseFloat(text)).as(text).isEqualTo(value);
                assertThat((float) NumberText.parse(text)).as(text).isEqualTo(value);
                assertThat(digits(text)).as(text).isLessThanOrEqualTo(9);
                String other = Float.toString(value);
                if (!liesBetweenTwoFloats(
                        other)) { // since JDK 19 it may, and ours never does: readers by way of doubles differ there
                    assertThat(digits(text)).as(text).isLessThanOrEqualTo(digits(other));
                }
            }
        }
    }

    private static boolean liesBetweenTwoFloats(String text) {
        return (Double.doubleToRawLongBits(Double.parseDouble(text)) & 0x1FFFFFFFL) == 0x10000000L;
    }

    private static int digits(String text) {
        String mantissa = text.replaceAll("[eE].*", "").replaceAll("[-.]", "");
        return mantissa.replaceAll("^0+", "").replaceAll("0+$", "").length();
    }

    @Test
    void everyDoubleComesBackFromItsShortestText() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            double value = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextGaussian() * 1e4;
            if (Double.isFinite(value) && (float) value != value) {
                assertThat(NumberText.parse(NumberText.shortest(value))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,0", "1.,0", "1.50,2", "' 1.5 ',1", "1e5,-1", "1.5E2,-1", "-.125,3"})
    void decimalsAreCountedFromTheText(String text, int decimals) {
        assertThat(NumberText.decimals(text)).isEqualTo(decimals);
    }
}
