package dev.rollcall.membership.guard;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.time.Duration;

/** How many may leave within an hour (R-NOT-2). */
public final class GuardRules {
    /** The time over which departures are counted, and after which a held one may go when it is asked for again. */
    public static final Duration WINDOW = Duration.ofHours(1);
    /** Asked for again after a longer silence it is no repetition, but a new mistake perhaps. */
    static final Duration REPETITION_MAX = Duration.ofHours(48);

    /** What an owner's release lets pass from then on, besides what was held. */
    public static final Duration RELEASE = Duration.ofHours(1);

    static final int USERS_MIN = 10; // so many may always leave: a small team is not a mass

    private GuardRules() {}

    /**
     * Whether the last one that left was one too many.
     *
     * @param fallen who left within the window, the last one too
     * @param base who was there before
     * @param percent of them who may leave, 1 to 100
     */
    static boolean tooMany(long fallen, long base, int percent) {
        return fallen > Math.max(USERS_MIN, base * percent / 100);
    }

    static Refused refused(String organization, long fallen, long base, int percent) {
        return Refusal.DEPROVISIONING_HELD.because(
                "More than " + percent + " % of the people whom this connection manages in '"
                        + organization + "' would be taken out within an hour (" + fallen + " of " + base
                        + "), so this request is held: nothing was changed. An owner can release it; asked for again after an hour, it is done.");
    }
}
