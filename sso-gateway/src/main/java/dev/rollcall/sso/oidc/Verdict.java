package dev.rollcall.sso.oidc;

import java.util.Optional;
import java.util.function.Function;

/** What came of checking a message. */
public sealed interface Verdict<T> {
    record Accepted<T>(T value) implements Verdict<T> {}

    record TurnedDown<T>(OidcObjection objection) implements Verdict<T> {}

    static <T> Verdict<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Verdict<T> turnedDown(OidcRefusal why, String expected, String received) {
        return new TurnedDown<>(new OidcObjection(why, expected, received));
    }

    /** The value, unless something objects to it. */
    static <T> Verdict<T> of(T value, Optional<OidcObjection> objection) {
        return objection.<Verdict<T>>map(TurnedDown::new).orElseGet(() -> new Accepted<>(value));
    }

    /** The next check, of what this one has proved. */
    default <U> Verdict<U> then(Function<T, Verdict<U>> next) {
        return switch (this) {
            case Accepted<T> accepted -> next.apply(accepted.value());
            case TurnedDown<T> turnedDown -> new TurnedDown<>(turnedDown.objection());
        };
    }
}
