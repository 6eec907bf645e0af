package io.hourglass.data.source;

import io.hourglass.error.DataException;

/**
 * A cell of a text file, for messages.
 *
 * @param source the file
 * @param line the line on which the row starts, counted from 1
 * @param column the column's name
 */
record Place(String source, long line, String column) {
    private static final int SHOWN = 60;

    DataException failure(String found, String problem, String fix) {
        return new DataException(message(found, problem) + "; " + fix);
    }

    String message(String found, String problem) {
        return source + ", line " + line + ", column '" + column + "': found '" + shown(found) + "', " + problem;
    }

    /** A cell's text, cut and with its control characters replaced. */
    static String shown(String text) {
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        StringBuilder plain = new StringBuilder(cut);
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isISOControl(plain.charAt(i))) {
                plain.setCharAt(i, '␣');
            }
        }
        return plain.toString();
    }
}
