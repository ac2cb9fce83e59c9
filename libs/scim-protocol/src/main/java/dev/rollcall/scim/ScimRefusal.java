package dev.rollcall.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request that the protocol turns down. Carries no stack trace: it is an answer to the client, not a failure of ours, and hostile
 * input must not make it expensive.
 */
public final class ScimRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int DETAIL_MAX = 1_000; // a detail is a sentence or two
    private static final int SHOWN_MAX =
            120; // enough to recognise the input; keeps hostile input out of answers and logs

    private final ScimType type;

    /**
     * @param type the keyword, which fixes the HTTP status
     * @param detail what is wrong and what to do about it, for a person
     */
    public ScimRefusal(ScimType type, String detail) {
        super(ScimText.printable(detail, DETAIL_MAX), null, false, false);
        this.type = type;
    }

    public ScimType type() {
        return type;
    }

    /** HTTP status code of the answer. */
    public int status() {
        return type.status();
    }

    /** What is wrong and what to do about it; never null. */
    public String detail() {
        String message = getMessage();
        return message == null ? type.name() : message;
    }

    /** The error body of RFC 7644 §3.12. */
    public ObjectNode body() {
        return ScimErrors.body(status(), type, detail());
    }

    public static ScimRefusal invalidFilter(String detail) {
        return new ScimRefusal(ScimType.invalidFilter, detail);
    }

    public static ScimRefusal invalidPath(String detail) {
        return new ScimRefusal(ScimType.invalidPath, detail);
    }

    public static ScimRefusal invalidSyntax(String detail) {
        return new ScimRefusal(ScimType.invalidSyntax, detail);
    }

    public static ScimRefusal invalidValue(String detail) {
        return new ScimRefusal(ScimType.invalidValue, detail);
    }

    public static ScimRefusal mutability(String detail) {
        return new ScimRefusal(ScimType.mutability, detail);
    }

    public static ScimRefusal noTarget(String detail) {
        return new ScimRefusal(ScimType.noTarget, detail);
    }

    public static ScimRefusal tooMany(String detail) {
        return new ScimRefusal(ScimType.tooMany, detail);
    }

    public static ScimRefusal invalidCursor(String detail) {
        return new ScimRefusal(ScimType.invalidCursor, detail);
    }

    public static ScimRefusal expiredCursor(String detail) {
        return new ScimRefusal(ScimType.expiredCursor, detail);
    }

    /** What the client sent, in quotes, cut to a length fit for an answer. */
    public static String shown(String input) {
        return "'" + ScimText.printable(input, SHOWN_MAX) + "'";
    }
}
