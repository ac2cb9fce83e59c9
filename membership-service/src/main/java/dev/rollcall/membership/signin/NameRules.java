package dev.rollcall.membership.signin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a name becomes when its owner signs in: R-JIT-8. What is not sent erases nothing. */
final class NameRules {
    private NameRules() {}

    /** The name afterwards; equal to {@code stored} when there is nothing to change. */
    static Name after(Name stored, Person person) {
        boolean parts = person.givenName() != null || person.familyName() != null;
        if (!parts) {
            // Another full name without its parts: the parts of the former one are not this one's.
            return person.fullName() == null || person.fullName().equals(stored.full())
                    ? stored
                    : new Name(null, null, person.fullName());
        }
        String given = Objects.requireNonNullElse(person.givenName(), orEmpty(stored.given()));
        String family = Objects.requireNonNullElse(person.familyName(), orEmpty(stored.family()));
        String full = person.fullName() == null ? (given + " " + family).strip() : person.fullName();
        return new Name(orNull(given), orNull(family), full);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
