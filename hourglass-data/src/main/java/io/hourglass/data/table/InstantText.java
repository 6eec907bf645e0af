package io.hourglass.data.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Seconds since 1970 to text and back by one pattern; one shared instance a pattern. */
final class InstantText {
    private static final Map<String, InstantText> KNOWN = new ConcurrentHashMap<>();
    private static final double MICROS = 1e6;
    private static final double FIRST_SECOND = -62_167_219_200.0; // 0000-01-01T00:00Z
    private static final double LAST_SECOND = 253_402_300_799.0; // 9999-12-31T23:59:59Z

    private final String pattern;
    private final DateTimeFormatter formatter;
    private final double unit;

    private InstantText(String pattern) {
        this.pattern = pattern;
        try {
            this.formatter = new DateTimeFormatterBuilder()
                    .parseStrict()
                    .appendPattern(properYears(pattern))
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the pattern '" + pattern + "' is not one of times: " + e.getMessage(), e);
        }
        this.unit = unit(pattern);
    }

    /**
     * The text form of a pattern.
     *
     * @throws IllegalArgumentException if it is no pattern, or what it writes cannot be read back
     */
    static InstantText of(String pattern) {
        InstantText known = KNOWN.get(pattern);
        if (known != null) {
            return known;
        }
        InstantText made = new InstantText(pattern);
        made.parse(made.format(0));
        KNOWN.put(pattern, made);
        return made;
    }

    /** Strict resolving wants {@code u}, the plain year, where people write {@code y}. */
    private static String properYears(String pattern) {
        StringBuilder proper = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < proper.length(); i++) {
            quoted ^= proper.charAt(i) == '\'';
            if (proper.charAt(i) == 'y' && !quoted) {
                proper.setCharAt(i, 'u');
            }
        }
        return proper.toString();
    }

    /** The seconds of the smallest field that the pattern shows: values are rounded to it, not cut. */
    private static double unit(String pattern) {
        String fields = pattern.replaceAll("'[^']*'", "");
        if (fields.contains("S") || fields.contains("n") || fields.contains("N") || fields.contains("A")) {
            return 0;
        }
        if (fields.contains("s")) {
            return 1;
        }
        if (fields.contains("m")) {
            return 60;
        }
        return fields.contains("H") || fields.contains("h") ? 3_600 : 86_400;
    }

    /**
     * Seconds since 1970-01-01T00:00Z.
     *
     * @throws IllegalArgumentException if the text does not follow the pattern
     */
    double parse(String text) {
        try {
            TemporalAccessor fields = formatter.parse(text);
            if (fields.isSupported(ChronoField.INSTANT_SECONDS)) {
                return seconds(fields.getLong(ChronoField.INSTANT_SECONDS), fields.get(ChronoField.NANO_OF_SECOND));
            }
            LocalDate date = fields.query(TemporalQueries.localDate());
            if (date == null) {
                throw new IllegalArgumentException("the pattern '" + pattern + "' gives no date");
            }
            LocalTime time = fields.query(TemporalQueries.localTime());
            LocalTime known = time == null ? LocalTime.MIDNIGHT : time;
            return seconds(date.toEpochSecond(known, ZoneOffset.UTC), known.get(ChronoField.NANO_OF_SECOND));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time of the pattern '" + pattern + "'", e);
        }
    }

    private static double seconds(long whole, int nanos) {
        return (whole * MICROS + Math.rint(nanos / 1e3)) / MICROS;
    }

    /** The text of an instant, rounded to the pattern's smallest field and kept within the years 0 to 9999. */
    String format(double seconds) {
        double within = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, seconds));
        double rounded = unit == 0 ? within : Math.min(LAST_SECOND, Math.rint(within / unit) * unit);
        long micros = (long) Math.rint(rounded * MICROS);
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        try {
            return formatter.format(ZonedDateTime.ofInstant(instant, ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the pattern '" + pattern + "' cannot be written: " + e.getMessage(), e);
        }
    }
}
