package dev.rollcall.sso.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which key signs, which are shown, and when it is time for the next. */
final class SigningKeyRules {
    /** Old enough that rotation is not noise, young enough that it is known to work. */
    static final Duration AGE_MAX = Duration.ofDays(90);
    /** Verifiers look at JWKS at least hourly; a key that nobody has seen yet must not sign. */
    static final Duration PUBLISHED_AHEAD = Duration.ofHours(2);
    /** Clocks differ, and a replica may sign with the previous key for as long as it remembers it. */
    static final Duration MARGIN = Duration.ofMinutes(10);

    private SigningKeyRules() {}

    /** The youngest key whose time has come; the eldest when none has, for then our clock runs behind that of who made it. */
    static Optional<SigningKey> current(List<SigningKey> keys, Instant now) {
        Comparator<SigningKey> byAge = Comparator.comparing(SigningKey::signsFrom);
        return keys.stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .max(byAge)
                .or(() -> keys.stream().min(byAge));
    }

    /** The keys to show: those that sign, will sign, or signed a token that may still live. Oldest first. */
    static List<SigningKey> published(List<SigningKey> keys, Instant now, Duration tokenLifetimeMax) {
        List<SigningKey> ordered = new ArrayList<>(keys);
        ordered.sort(Comparator.comparing(SigningKey::signsFrom));
        List<SigningKey> shown = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            boolean last = i == ordered.size() - 1;
            if (last
                    || now.isBefore(ordered.get(i + 1)
                            .signsFrom()
                            .plus(tokenLifetimeMax)
                            .plus(MARGIN))) {
                shown.add(ordered.get(i));
            }
        }
        return shown;
    }

    /** When a key made now may sign: at once if there is no other, otherwise once everybody has seen it. */
    static Instant signsFrom(List<SigningKey> others, Instant now) {
        return others.isEmpty() ? now : now.plus(PUBLISHED_AHEAD);
    }

    /** Whether a key is to be made: there is none, or the youngest is old. */
    static boolean due(List<SigningKey> keys, Instant now) {
        return keys.stream().noneMatch(key -> now.isBefore(key.signsFrom().plus(AGE_MAX)));
    }
}
