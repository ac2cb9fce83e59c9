package dev.rollcall.sso.token;

import dev.rollcall.contract.refusal.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an access token may live. */
final class LifetimeRules {
    /** R-ACC-1: ten minutes. What was revoked meanwhile works no longer than that. */
    static final Duration USUAL = Duration.ofMinutes(10);
    /** Shorter ones would expire on their way. */
    private static final long SECONDS_MIN = 10;

    private LifetimeRules() {}

    /** @param seconds null asks for the usual ten minutes */
    static Duration require(@Nullable Long seconds, Duration max) {
        if (seconds == null) {
            return USUAL;
        }
        if (seconds < SECONDS_MIN) {
            throw Refusal.VALUE_INVALID.because("lifetime is in seconds, at least " + SECONDS_MIN + ".");
        }
        if (seconds > max.toSeconds()) {
            throw Refusal.LIFETIME_TOO_LONG.because(
                    "Access tokens live at most " + max.toSeconds() + " seconds in this installation.");
        }
        return Duration.ofSeconds(seconds);
    }
}
