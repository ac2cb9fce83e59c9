package dev.rollcall.membership.scimrequest;

import dev.rollcall.contract.provisioning.ScimRequestRecord;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Which answers are denials that the audit log keeps, and how many of them one by one. */
final class DenialRules {
    /** More for one reason within a minute are counted: enough to see a pattern, few enough to read. */
    static final long SINGLE_MAX = 20;

    /** How long after its minute a count is told: the log comes late, but not that late. */
    static final Duration COUNT_AFTER = Duration.ofMinutes(2);

    /** Unavailable by somebody's will; everything else of the 5xx is a fault, not a denial. */
    private static final Set<String> WILLED = Set.of("SCIM_PAUSED", "DEPROVISIONING_HELD");

    /** A fault of ours, whatever the status that says so. */
    static final String AWAY = "UNAVAILABLE";

    private static final int NOT_FOUND = 404;

    private DenialRules() {}

    /** A look for what is not there is a question, not an attempt. */
    static boolean denied(ScimRequestRecord request) {
        boolean away = AWAY.equals(request.code()); // which Okta is told as 429
        boolean refused = !away && request.status() >= 400 && request.status() < 500 && request.status() != NOT_FOUND;
        return refused || (request.code() != null && WILLED.contains(request.code()));
    }

    /** The rule that said no; the status where none has a name. */
    static String code(ScimRequestRecord request) {
        return Objects.requireNonNullElse(request.code(), "HTTP_" + request.status());
    }

    /**
     * How many of the latest are told one by one.
     *
     * @param latest how many came now
     * @param count how many there were in their minute, with them
     */
    static long single(long latest, long count) {
        return Math.clamp(SINGLE_MAX - (count - latest), 0, latest);
    }
}
