package dev.rollcall.scim.filter;

import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimText;

/** Cuts a filter into words, brackets and literals; looks at each character a bounded number of times. */
final class Scanner {
    private final String text;
    private final Leeway leeway;
    private int at;

    Scanner(String text, Leeway leeway, int start) {
        this.text = text;
        this.leeway = leeway;
        this.at = start;
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        skipSpaces();
        return at == text.length();
    }

    void skipSpaces() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** Takes the character if it comes next, without skipping spaces. */
    boolean take(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes a keyword in any letter case, if it comes next as a whole word. */
    boolean takeKeyword(String keyword) {
        skipSpaces();
        int end = at + keyword.length();
        boolean found = text.regionMatches(true, at, keyword, 0, keyword.length())
                && (end == text.length() || isDelimiter(text.charAt(end)));
        if (found) {
            at = end;
        }
        return found;
    }

    /** The characters up to the next space, bracket or quote; may be empty. */
    String word() {
        int start = at;
        while (at < text.length() && !isDelimiter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    Literal literal() {
        skipSpaces();
        if (take('"')) {
            return new Literal(true, storable(quoted()));
        }
        int start = at;
        while (at < text.length() && !isSpace(text.charAt(at)) && text.charAt(at) != ')' && text.charAt(at) != ']') {
            at++;
        }
        if (start == at) {
            throw refusal("a value is missing");
        }
        return new Literal(false, storable(text.substring(start, at)));
    }

    private String storable(String content) {
        if (!ScimText.storable(content)) {
            throw refusal("a value holds U+0000 or half a surrogate pair");
        }
        return content;
    }

    private String quoted() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (take('"')) { // no escape: the usual case, without a copy
            return text.substring(start, at - 1);
        }
        StringBuilder content = new StringBuilder().append(text, start, at);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return content.toString();
            }
            if (c == '\\') {
                escape(content);
            } else {
                content.append(c);
            }
        }
        throw refusal("a string is not closed by a double quote");
    }

    private void escape(StringBuilder content) {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        switch (c) {
            case '"', '\\', '/' -> content.append(c);
            case 'b' -> content.append('\b');
            case 'f' -> content.append('\f');
            case 'n' -> content.append('\n');
            case 'r' -> content.append('\r');
            case 't' -> content.append('\t');
            case 'u' -> content.append(unicode());
            default -> {
                if (!leeway.tolerates(Quirk.LONE_BACKSLASH)) {
                    throw refusal("'\\" + c + "' is no escape of a JSON string");
                }
                content.append('\\').append(c); // DOMAIN\name
            }
        }
    }

    private char unicode() {
        if (at + 4 <= text.length()) {
            int value = 0;
            for (int i = 0; i < 4; i++) {
                int digit = Character.digit(text.charAt(at + i), 16);
                value = digit < 0 || value < 0 ? -1 : value * 16 + digit;
            }
            if (value >= 0) {
                at += 4;
                return (char) value;
            }
        }
        throw refusal("\\u needs four hexadecimal digits");
    }

    ScimRefusal refusal(String problem) {
        return ScimRefusal.invalidFilter("The filter " + ScimRefusal.shown(text) + " cannot be read at character "
                + (at + 1) + ": " + problem + ".");
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isDelimiter(char c) {
        return isSpace(c) || c == '(' || c == ')' || c == '[' || c == ']' || c == '"';
    }
}
