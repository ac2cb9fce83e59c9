package dev.rollcall.membership.scimrequest;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a connection does, by when it was last heard of. */
final class HealthRules {
    /** Entra comes every 40 minutes whether anything changed or not. */
    private static final Duration ENTRA_SILENCE = Duration.ofHours(24);

    /** Others come when something changed: a quiet week happens, and is still worth a look. */
    private static final Duration SILENCE = Duration.ofDays(7);

    private static final int UNAVAILABLE = 503;

    private HealthRules() {}

    enum State {
        /** An owner holds it back. */
        PAUSED,
        /** No request ever carried a token of this connection. */
        NEVER_CONTACTED,
        /** What failed last failed after the last success. */
        FAILING,
        /** Nothing came for longer than this kind of client is ever quiet. */
        SILENT,
        OK
    }

    /** What an answer says of the connection as a whole. */
    enum Weight {
        SUCCESS,
        /** The client cannot get its work done, or only in part. */
        FAILURE,
        /** A look at what is not there, a repeated create, a client that left: these are daily life. */
        NEITHER
    }

    /** @param code as in the record: what we could not do is a failure, also where Okta is told so as 429 */
    static Weight weigh(int status, @Nullable String code) {
        return switch (DenialRules.AWAY.equals(code) ? UNAVAILABLE : status) {
            case 0, 404, 409, 412, 429 -> Weight.NEITHER;
            default -> status < 400 ? Weight.SUCCESS : Weight.FAILURE;
        };
    }

    static State state(
            boolean paused,
            @Nullable Instant last,
            @Nullable Instant success,
            @Nullable Instant failure,
            Dialect dialect,
            Instant now) {
        if (paused) {
            return State.PAUSED;
        }
        if (last == null) {
            return State.NEVER_CONTACTED;
        }
        if (failure != null && (success == null || failure.isAfter(success))) {
            return State.FAILING;
        }
        Duration patience = dialect == Dialect.ENTRA ? ENTRA_SILENCE : SILENCE;
        return last.plus(patience).isBefore(now) ? State.SILENT : State.OK;
    }
}
