package io.hourglass.data.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * How a text file is laid out.
 *
 * @param delimiter what separates cells
 * @param header whether the first line names the columns
 */
record CsvDialect(char delimiter, boolean header) {
    private static final int SNIFFED = 1 << 16;

    /**
     * A tab for {@code .tsv} and {@code .tab}; otherwise a comma, unless the first line has none outside quotes and has semicolons or
     * tabs.
     */
    static CsvDialect of(DataFile file, boolean header) {
        String name = file.name().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".tsv") || plain.endsWith(".tab")) {
            return new CsvDialect('\t', header);
        }
        String line = firstLine(file);
        int semicolons = count(line, ';');
        int tabs = count(line, '\t');
        if (count(line, ',') > 0 || semicolons + tabs == 0) {
            return new CsvDialect(',', header);
        }
        return new CsvDialect(semicolons >= tabs ? ';' : '\t', header);
    }

    /** A sentence if the delimiter is not the one that the file's name promises. */
    List<String> notices(DataFile file) {
        boolean surprising =
                delimiter == ';' || (delimiter == '\t' && file.name().contains(".csv"));
        return surprising
                ? List.of("the cells of " + file.name() + " are taken as separated by "
                        + (delimiter == ';' ? "semicolons" : "tabs"))
                : List.of();
    }

    /** The first line with something on it, cut at 65,536 characters; line breaks inside quotes do not end it. */
    private static String firstLine(DataFile file) {
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        try (Reader in = new BufferedReader(new Utf8Reader(file))) {
            for (int c = in.read(); c >= 0 && line.length() < SNIFFED; c = in.read()) {
                if (c == '"') {
                    quoted = !quoted;
                }
                boolean ends = !quoted && (c == '\n' || c == '\r');
                if (ends && !line.isEmpty()) {
                    break;
                }
                if (!ends) {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    private static int count(String line, char wanted) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == wanted ? 1 : 0;
        }
        return count;
    }
}
