package dev.rollcall.sso.oidc;

import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint gave for a code.
 *
 * @param accessToken good for the userinfo endpoint only, and forgotten afterwards; null when none of type Bearer came
 */
record TokenAnswer(String idToken, @Nullable String accessToken) {
    /** Both are secrets while they live. */
    @Override
    public String toString() {
        return "tokens";
    }
}
