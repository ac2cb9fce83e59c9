package dev.rollcall.sso.saml;

import org.jspecify.annotations.Nullable;

/** Carries a refusal out of a check; it never leaves the package. */
final class SamlRefused extends Exception {
    private static final long serialVersionUID = 1L;
    /** What was received is shown and stored; nobody needs more of it, and it is whatever an attacker likes. */
    private static final int SHOWN_MAX = 300;

    private final SamlRefusal why;
    private final @Nullable String expected;
    private final @Nullable String received;

    SamlRefused(SamlRefusal why, @Nullable String expected, @Nullable String received) {
        super(why.code(), null, false, false); // refusals are answers: a stack trace would only cost time
        this.why = why;
        this.expected = clip(expected);
        this.received = clip(received);
    }

    SamlRefusal why() {
        return why;
    }

    SamlVerdict.Refused verdict() {
        return new SamlVerdict.Refused(why, expected, received);
    }

    private static @Nullable String clip(@Nullable String text) {
        return text == null || text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }
}
