package io.hourglass.codec.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarStyleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29",
                "0000-03-01",
                "9999-12-31",
                "31/12/1999",
                "12/31/1999",
                "01.02.2003",
                "2014-05-14 01:14",
                "2014-05-14T01:14:59",
                "2014-05-14T23:59:59Z",
                "2014-05-14 01:14:00.5",
                "9999-12-31T23:59:59.999999Z"
            })
    void aMomentIsWrittenAsItWasRead(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        List<CalendarStyle> styles = CalendarStyle.of(bytes, 0, bytes.length);
        assertThat(styles).isNotEmpty();
        for (CalendarStyle style : styles) {
            byte[] out = new byte[48];
            int end = style.write(style.mantissa(bytes, 0, bytes.length), out, 0);
            assertThat(Arrays.copyOf(out, end)).isEqualTo(bytes);
            int[] settings = style.settings();
            assertThat(NumberStyle.of(settings[0], settings[1], settings[2])).isEqualTo(style);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29",
                "0000-02-28",
                "1900-02-29",
                "2024-13-01",
                "2024-00-10",
                "2024-04-31",
                "2024-1-010",
                "2024-02-2x",
                "2014-05-14 24:00",
                "2014-05-14 01:14:60",
                "2014-05-14x01:14:00",
                "2014-05-14T01:14:00X",
                "2014-05-14 01:14:00.1234567"
            })
    void whatIsNoMomentStaysText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(CalendarStyle.of(bytes, 0, bytes.length)).isEmpty();
    }

    @Test
    void daysFollowOneAnotherAsInTheCalendar() {
        CalendarStyle style = new CalendarStyle(0, 0, '-', ' ', false);
        long first = LocalDate.of(0, 3, 1).toEpochDay();
        for (long day = 0; day < 3_652_000; day += 97) {
            byte[] bytes = LocalDate.ofEpochDay(first + day).toString().getBytes(StandardCharsets.US_ASCII);
            assertThat(style.mantissa(bytes, 0, bytes.length)).isEqualTo(day);
        }
    }

    @Test
    void aForgedMomentIsWrittenInRoomThatThereIs() {
        CalendarStyle style = new CalendarStyle(8, 0, '-', 'T', true);
        for (long mantissa : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
            assertThat(style.write(mantissa, new byte[40], 0)).isEqualTo(27);
        }
    }

    @Test
    void aCalendarThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> NumberStyle.of(28, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NumberStyle.of(19, 9, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NumberStyle.of(19, 0, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
