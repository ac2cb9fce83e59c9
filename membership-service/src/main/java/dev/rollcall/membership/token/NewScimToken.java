package dev.rollcall.membership.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Fields;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param grace how long the tokens so far live on; null when this one comes beside them
 */
record NewScimToken(
        @Nullable String label,
        @Nullable Instant expiresAt,
        @Nullable Duration grace) {
    private static final int LABEL_MAX = 100; // a line in a list
    private static final Duration GRACE = TokenRules.GRACE_MAX;

    /** An empty body asks for a plain token; {@code "rotate": true} alone for a rotation with the usual grace. */
    static NewScimToken read(@Nullable ObjectNode body) {
        if (body == null) {
            return new NewScimToken(null, null, null);
        }
        Fields fields = Fields.of(body);
        Integer seconds = fields.optionalInteger("graceSeconds", 0, (int) TokenRules.GRACE_MAX.toSeconds());
        boolean rotate = Boolean.TRUE.equals(fields.optionalFlag("rotate"));
        Duration grace = seconds != null ? Duration.ofSeconds(seconds) : rotate ? GRACE : null;
        var wanted =
                new NewScimToken(fields.optionalText("label", LABEL_MAX), fields.optionalInstant("expiresAt"), grace);
        fields.end();
        return wanted;
    }
}
