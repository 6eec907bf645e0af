package io.hourglass.codec.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Days, or moments of a day, of the Gregorian calendar from 1 March of year 0 to year 9999. The mantissa counts days, minutes, seconds or
 * parts of a second since 1 March of year 0, days of 24 hours each.
 *
 * @param clock 0 none, 1 {@code hh:mm}, 2 {@code hh:mm:ss}, 3 to 8 with one to six decimals of a second
 * @param order of the date's parts: 0 year, month, day; 1 day, month, year; 2 month, day, year
 * @param separator between them, one of {@code - / .}
 * @param joiner between date and clock, a space or {@code T}
 * @param zulu whether a Z follows the clock
 */
public record CalendarStyle(int clock, int order, char separator, char joiner, boolean zulu) implements NumberStyle {
    /** The first setting of a calendar is this and its clock; lower ones are of decimal numbers. */
    private static final int FIRST = DecimalStyle.MOST_DIGITS + 1;

    private static final int MOST_CLOCK = 8;
    private static final int ORDERS = 3;
    private static final String SEPARATORS = "-/.";
    private static final String JOINERS = " T";
    private static final int DATE_LENGTH = 10;
    private static final int DAYS = 3_652_365;
    private static final int DAYS_OF_400_YEARS = 146_097;
    private static final int MINUTES = 1440;
    /** Where year, month and day begin, by order. */
    private static final int[][] PLACES = {{0, 5, 8}, {6, 3, 0}, {6, 0, 3}};

    private static final int[][] SEPARATED = {{4, 7}, {2, 5}, {2, 5}};

    /** Refuses what is no calendar. */
    public CalendarStyle {
        boolean known = clock >= 0
                && clock <= MOST_CLOCK
                && order >= 0
                && order < ORDERS
                && SEPARATORS.indexOf(separator) >= 0
                && JOINERS.indexOf(joiner) >= 0;
        if (!known) {
            throw new IllegalArgumentException(
                    "no such calendar: " + clock + " " + order + " " + (int) separator + " " + (int) joiner);
        }
    }

    static CalendarStyle ofSettings(int first, int second, int third) {
        if (second >= ORDERS * SEPARATORS.length() || third >= 2 * JOINERS.length()) {
            throw new IllegalArgumentException("no such calendar: " + first + " " + second + " " + third);
        }
        char separator = SEPARATORS.charAt(second / ORDERS);
        return new CalendarStyle(first - FIRST, second % ORDERS, separator, JOINERS.charAt(third / 2), third % 2 == 1);
    }

    @Override
    public int[] settings() {
        return new int[] {
            FIRST + clock, SEPARATORS.indexOf(separator) * ORDERS + order, JOINERS.indexOf(joiner) * 2 + (zulu ? 1 : 0)
        };
    }

    /** The calendars that would write a text. */
    static List<CalendarStyle> of(byte[] bytes, int from, int to) {
        List<CalendarStyle> styles = new ArrayList<>();
        if (to - from < DATE_LENGTH || to - from > DATE_LENGTH + DATE_LENGTH + MOST_CLOCK) {
            return styles;
        }
        boolean zulu = bytes[to - 1] == 'Z';
        char joiner = to - from > DATE_LENGTH && bytes[from + DATE_LENGTH] == 'T' ? 'T' : ' ';
        for (int clock = 0; clock <= MOST_CLOCK; clock++) {
            for (int order = 0; order < ORDERS; order++) {
                char separator = (char) bytes[from + SEPARATED[order][0]];
                if (SEPARATORS.indexOf(separator) >= 0) {
                    CalendarStyle style = new CalendarStyle(clock, order, separator, joiner, zulu);
                    if (style.mantissa(bytes, from, to) != FOREIGN) {
                        styles.add(style);
                    }
                }
            }
        }
        return styles;
    }

    private int length() {
        int time = clock == 0 ? 0 : clock == 1 ? 6 : clock == 2 ? 9 : 8 + clock;
        return DATE_LENGTH + time + (zulu ? 1 : 0);
    }

    /** How many units a minute has; 1 where there are no seconds. */
    private long minute() {
        long units = clock < 2 ? 1 : 60;
        for (int decimal = 2; decimal < clock; decimal++) {
            units *= 10;
        }
        return units;
    }

    @Override
    public long mantissa(byte[] bytes, int from, int to) {
        if (to - from != length()
                || bytes[from + SEPARATED[order][0]] != separator
                || bytes[from + SEPARATED[order][1]] != separator
                || (zulu && bytes[to - 1] != 'Z')) {
            return FOREIGN;
        }
        int year = digits(bytes, from + PLACES[order][0], 4, 9999);
        int month = digits(bytes, from + PLACES[order][1], 2, 12);
        int day = digits(bytes, from + PLACES[order][2], 2, 31);
        if (year < 0 || month < 1 || day < 1) {
            return FOREIGN;
        }
        long days = days(year, month, day);
        long date = date(days);
        boolean exists = days >= 0 && date == year * 10_000L + month * 100L + day;
        return !exists ? FOREIGN : clock == 0 ? days : moment(bytes, from + DATE_LENGTH, days);
    }

    private long moment(byte[] bytes, int at, long days) {
        int hour = digits(bytes, at + 1, 2, 23);
        int minute = digits(bytes, at + 4, 2, 59);
        if (bytes[at] != joiner || bytes[at + 3] != ':' || hour < 0 || minute < 0) {
            return FOREIGN;
        }
        long units = (days * MINUTES + hour * 60L + minute) * minute();
        if (clock == 1) {
            return units;
        }
        long part = digits(bytes, at + 7, 2, 59);
        if (bytes[at + 6] != ':' || part < 0) {
            return FOREIGN;
        }
        if (clock > 2) {
            int decimals = clock - 2;
            int fraction = digits(bytes, at + 10, decimals, Integer.MAX_VALUE);
            if (bytes[at + 9] != '.' || fraction < 0) {
                return FOREIGN;
            }
            part = part * (minute() / 60) + fraction;
        }
        return units + part;
    }

    /** The number of so many digits, or -1 where there is something else or more than the most. */
    private static int digits(byte[] bytes, int at, int count, int most) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value <= most ? value : -1;
    }

    /** Days since 1 March of year 0: years begin with March, so that a leap day is the last of its year. */
    private static long days(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int m = (month + 9) % 12;
        return 365L * y
                + Math.floorDiv(y, 4)
                - Math.floorDiv(y, 100)
                + Math.floorDiv(y, 400)
                + (153 * m + 2) / 5
                + day
                - 1;
    }

    /** Year, month and day, as digits, of a number of days. */
    private static long date(long days) {
        long era = days / DAYS_OF_400_YEARS;
        int rest = (int) (days % DAYS_OF_400_YEARS);
        int year = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365;
        int day = rest - (365 * year + year / 4 - year / 100);
        int m = (5 * day + 2) / 153;
        int month = m < 10 ? m + 3 : m - 9;
        long civil = era * 400 + year + (month <= 2 ? 1 : 0);
        return civil * 10_000 + month * 100L + day - (153 * m + 2) / 5 + 1;
    }

    @Override
    public int write(long mantissa, byte[] into, int at) {
        long perDay = clock == 0 ? 1 : MINUTES * minute();
        // a corrupt archive can ask for a moment of no year; its text is then that of some other
        long days = Math.floorMod(Math.floorDiv(mantissa, perDay), DAYS);
        long rest = Math.floorMod(mantissa, perDay);
        long date = date(days);
        put(into, at + PLACES[order][0], 4, date / 10_000);
        put(into, at + PLACES[order][1], 2, date / 100 % 100);
        put(into, at + PLACES[order][2], 2, date % 100);
        into[at + SEPARATED[order][0]] = (byte) separator;
        into[at + SEPARATED[order][1]] = (byte) separator;
        int to = at + DATE_LENGTH;
        if (clock > 0) {
            long minutes = rest / minute();
            into[to] = (byte) joiner;
            put(into, to + 1, 2, minutes / 60);
            into[to + 3] = ':';
            put(into, to + 4, 2, minutes % 60);
            to += 6;
        }
        if (clock > 1) {
            long second = minute() / 60;
            into[to] = ':';
            put(into, to + 1, 2, rest % minute() / second);
            to += 3;
            if (clock > 2) {
                into[to] = '.';
                put(into, to + 1, clock - 2, rest % second);
                to += clock - 1;
            }
        }
        if (zulu) {
            into[to++] = 'Z';
        }
        return to;
    }

    private static void put(byte[] into, int at, int count, long number) {
        long rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
