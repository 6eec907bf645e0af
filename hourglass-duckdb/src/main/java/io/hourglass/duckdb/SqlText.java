package io.hourglass.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * SQL cut into what matters here, without understanding the rest: statements, and calls of functions by their names. Texts, quoted
 * names and comments are passed over whole.
 */
final class SqlText {
    private final String sql;

    SqlText(String sql) {
        this.sql = sql;
    }

    /** What stands for a call. */
    @FunctionalInterface
    interface Replacement {
        /**
         * The SQL in place of a call.
         *
         * @param function its name in small letters
         * @param arguments what stands between its commas, calls in it already replaced
         */
        String of(String function, List<String> arguments);
    }

    /** The statements, without the semicolons between them; those of nothing but comments are left out. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        int start = 0;
        boolean empty = true;
        for (int at = 0; at < sql.length(); at = tokenEnd(at)) {
            if (sql.charAt(at) == ';') {
                add(statements, start, at, empty);
                start = at + 1;
                empty = true;
            } else {
                empty &= Character.isWhitespace(sql.charAt(at)) || isComment(at);
            }
        }
        add(statements, start, sql.length(), empty);
        return statements;
    }

    private void add(List<String> statements, int from, int to, boolean empty) {
        if (!empty) {
            statements.add(sql.substring(from, to).strip());
        }
    }

    /** The SQL with the calls of some functions replaced, the inner ones first. */
    String replaced(Set<String> functions, Replacement replacement) {
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        while (at < sql.length()) {
            int end = tokenEnd(at);
            String token = sql.substring(at, end);
            int open = afterSpace(end);
            boolean call = functions.contains(token.toLowerCase(Locale.ROOT)) && isAt(open, '(');
            List<String> arguments = new ArrayList<>();
            int close = call ? arguments(open, arguments) : -1;
            if (close < 0) {
                replaced.append(token);
                at = end;
            } else {
                arguments.replaceAll(argument -> new SqlText(argument).replaced(functions, replacement));
                replaced.append(replacement.of(token.toLowerCase(Locale.ROOT), arguments));
                at = close + 1;
            }
        }
        return replaced.toString();
    }

    /** Collects what stands between the commas of a pair of brackets; gives the place of the closing one, -1 if there is none. */
    private int arguments(int open, List<String> arguments) {
        int depth = 0;
        int start = open + 1;
        for (int at = open; at < sql.length(); at = tokenEnd(at)) {
            char c = sql.charAt(at);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
            if (depth == 0 || (depth == 1 && c == ',')) {
                String argument = sql.substring(start, at).strip();
                if (depth == 1 || !argument.isEmpty() || !arguments.isEmpty()) {
                    arguments.add(argument);
                }
                start = at + 1;
            }
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(int at, char wanted) {
        return at < sql.length() && sql.charAt(at) == wanted;
    }

    private int afterSpace(int at) {
        int after = at;
        while (after < sql.length() && Character.isWhitespace(sql.charAt(after))) {
            after++;
        }
        return after;
    }

    private boolean isComment(int at) {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    /** The place after the text, name, word, comment or other character that starts at a place. */
    private int tokenEnd(int at) {
        char c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end + 1;
        }
        if (sql.startsWith("/*", at)) {
            return after("*/", at + 2);
        }
        if (c == '\'' || c == '"') {
            return quoteEnd(at, c, false);
        }
        if (c == '$') {
            return dollarEnd(at);
        }
        if (!isWord(c)) {
            return at + 1;
        }
        int end = at + 1;
        while (end < sql.length() && (isWord(sql.charAt(end)) || sql.charAt(end) == '$')) {
            end++;
        }
        boolean escapes = end == at + 1 && (c == 'e' || c == 'E') && isAt(end, '\'');
        return escapes ? quoteEnd(end, '\'', true) : end;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** A doubled quote does not end a text, nor does one after a backslash in a text with escapes. */
    private int quoteEnd(int open, char quote, boolean escapes) {
        for (int at = open + 1; at < sql.length(); at++) {
            if (escapes && sql.charAt(at) == '\\') {
                at++;
            } else if (sql.charAt(at) == quote) {
                if (!isAt(at + 1, quote)) {
                    return at + 1;
                }
                at++;
            }
        }
        return sql.length();
    }

    /** {@code $tag$ … $tag$}; a dollar that starts no such text stands alone. */
    private int dollarEnd(int at) {
        int end = at + 1;
        while (end < sql.length() && isWord(sql.charAt(end))) {
            end++;
        }
        if (!isAt(end, '$')) {
            return at + 1;
        }
        return after(sql.substring(at, end + 1), end + 1);
    }

    private int after(String wanted, int from) {
        int found = sql.indexOf(wanted, from);
        return found < 0 ? sql.length() : found + wanted.length();
    }
}
