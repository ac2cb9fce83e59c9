package dev.rollcall.membership.token;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many tokens live, and until when: R-TOK-4, R-TOK-5. */
final class TokenRules {
    /** Two, so that the new one can be tried while the old one still works; a third would only be a forgotten one. */
    static final int LIVE_MAX = 2;

    static final Duration GRACE_MAX = Duration.ofHours(24);
    static final Duration EXPIRY_MAX = Duration.ofDays(3650); // "never" is said by leaving it out
    static final Duration USE_RECORDED_EVERY = Duration.ofMinutes(1); // one write a minute, not one per request
    private static final Duration SILENT_AFTER = Duration.ofHours(48);
    private static final Duration EXPIRES_SOON = Duration.ofDays(14);

    private TokenRules() {}

    /**
     * When the tokens that live so far end; null leaves them as they are. Refused as TOKEN_LIMIT when the new one would be a third.
     *
     * @param grace null for a further token, otherwise a rotation
     */
    static @Nullable Instant endOfOthers(int live, @Nullable Duration grace, Instant now) {
        boolean othersEndAtOnce = grace != null && grace.isZero();
        if (live >= LIVE_MAX && !othersEndAtOnce) {
            throw Refusal.TOKEN_LIMIT.because("This connection has " + live
                    + " live tokens, the most there may be: revoke one, or rotate with \"graceSeconds\": 0.");
        }
        return grace == null ? null : now.plus(grace);
    }

    /** R-TOK-5 for OAuth clients: the second replaces the first without a gap. */
    static void requireRoom(int liveClients) {
        if (liveClients >= LIVE_MAX) {
            throw Refusal.TOKEN_LIMIT.because("This connection has " + liveClients
                    + " OAuth clients, the most there may be: delete the one that is not used any more.");
        }
    }

    static void requireExpiry(@Nullable Instant expiresAt, Instant now) {
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(EXPIRY_MAX)))) {
            throw Fields.refused("expiresAt", "must lie in the future, at most ten years ahead");
        }
    }

    static boolean live(@Nullable Instant expiresAt, @Nullable Instant revokedAt, Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    /** Whether the last use on record is old enough to be written anew. */
    static boolean useIsNews(@Nullable Instant lastUsedAt, Instant now) {
        return lastUsedAt == null || !now.isBefore(lastUsedAt.plus(USE_RECORDED_EVERY));
    }

    /** What an owner should know of a live token. */
    static List<String> warnings(
            Instant createdAt, @Nullable Instant lastUsedAt, @Nullable Instant expiresAt, Instant now) {
        List<String> warnings = new ArrayList<>();
        Instant heard = lastUsedAt == null ? createdAt : lastUsedAt;
        if (!now.isBefore(heard.plus(SILENT_AFTER))) {
            warnings.add("Not used for 48 hours or more.");
        }
        if (expiresAt != null && expiresAt.isBefore(now.plus(EXPIRES_SOON))) {
            warnings.add("Expires within 14 days.");
        }
        return warnings;
    }
}
