package dev.rollcall.membership.signin;

import org.jspecify.annotations.Nullable;

/** A person's name; any part may be missing (R-NFR-4). */
record Name(
        @Nullable String given,
        @Nullable String family,
        @Nullable String full) {
    static final Name NONE = new Name(null, null, null);
}
