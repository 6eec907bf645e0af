package io.hourglass.report.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** HTML as it is written: every text and every attribute is escaped, every element that is opened is closed. */
public final class Html {
    /** Elements that hold nothing and have no end. */
    private static final Set<String> VOID = Set.of("br", "img", "input", "link", "meta");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> opened = new ArrayDeque<>();

    /**
     * Begins an element; one that holds nothing, such as {@code img}, is whole at once.
     *
     * @param attributes names and values in turn; a value of null leaves the attribute out
     */
    public Html open(String tag, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attributes of <" + tag + ">: needed a value for each name");
        }
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.append(' ').append(attributes[i]).append("=\"");
                escape(attributes[i + 1]);
                out.append('"');
            }
        }
        out.append('>');
        if (!VOID.contains(tag)) {
            opened.push(tag);
        }
        return this;
    }

    /** Writes a text. */
    public Html text(String text) {
        escape(text);
        return this;
    }

    /** Ends the element that was opened last. */
    public Html close() {
        out.append("</").append(opened.pop()).append('>');
        return this;
    }

    /** Writes an element with nothing but a text in it. */
    public Html leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /**
     * Writes an element whose content the page itself trusts: a script, a style, or data for a script.
     *
     * @throws IllegalArgumentException if the content would end the element, or begin a comment that hides its end
     */
    public Html raw(String tag, String content, String... attributes) {
        String small = content.toLowerCase(java.util.Locale.ROOT);
        if (small.contains("</" + tag) || small.contains("<!--")) {
            throw new IllegalArgumentException("the content of <" + tag + "> would end it");
        }
        open(tag, attributes);
        out.append(content);
        return close();
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isAllowed(text, i) ? c : '\uFFFD');
            }
        }
    }

    /** Characters that HTML cannot hold, such as a zero or half of a surrogate pair, would make the page malformed. */
    private static boolean isAllowed(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return (c >= ' ' && c != 0x7F) || c == '\n' || c == '\t';
    }

    /** What was written, with nothing left open. */
    @Override
    public String toString() {
        if (!opened.isEmpty()) {
            throw new IllegalStateException("<" + opened.peek() + "> was opened and not closed");
        }
        return out.toString();
    }
}
