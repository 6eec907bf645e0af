package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.words.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "1|1.000",
                "-1|-1.000",
                "12.345|12.35",
                "123.456|123.5",
                "1234.6|1,235",
                "0.5|0.5000",
                "0.01234|0.01234",
                "0.0001|0.0001000",
                "0.00001234|1.234e-05",
                "12345678|1.235e+07",
                "NaN|-",
                "Infinity|-"
            })
    void figuresHaveFourDigits(double number, String text) {
        assertThat(Words.figure(number)).isEqualTo(text);
    }

    @Test
    void countsSharesAndDurations() {
        assertThat(Words.count(1, "row")).isEqualTo("1 row");
        assertThat(Words.count(12_000, "row")).isEqualTo("12,000 rows");
        assertThat(Words.percent(0.932)).isEqualTo("93.2 %");
        assertThat(Words.percent(Double.NaN)).isEqualTo("-");
        assertThat(Words.duration(4.23)).isEqualTo("4.2 s");
        assertThat(Words.duration(42.3)).isEqualTo("42 s");
        assertThat(Words.duration(65)).isEqualTo("1 min 5 s");
        assertThat(Words.duration(9960)).isEqualTo("2 h 46 min");
    }

    @Test
    void columnsOfNumbersStandToTheRight() {
        String table = TextTable.headed("name", "size", "word")
                .row("a", "1,000", "x")
                .row("longer", "-2.5", "")
                .row("b", "-", "yes")
                .toString();
        assertThat(table).isEqualTo("""
                name     size  word
                a       1,000  x
                longer   -2.5
                b           -  yes""");
        assertThat(TextTable.indented("a", "b").row("1", "2").toString()).isEqualTo("  a  b\n  1  2");
        assertThat(TextTable.plain().row("key", "value").toString()).isEqualTo("key  value");
    }
}
