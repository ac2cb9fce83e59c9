package dev.rollcall.membership.guard;

import java.time.Duration;
import java.time.Instant;

/** How many may leave within an hour (R-NOT-2). */
public final class GuardRules {
    /** The time over which departures are counted, and after which a held one may go when it is asked for again. */
    public static final Duration WINDOW = Duration.ofHours(1);
    /** Asked for again after a longer silence it is no repetition, but a new mistake perhaps. */
    static final Duration REPETITION_MAX = Duration.ofHours(48);

    /** What an owner's release lets pass from then on, besides what was held. */
    public static final Duration RELEASE = Duration.ofHours(1);

    private static final Duration MINUTE = Duration.ofMinutes(1);

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

    /** Departures are counted by minutes: the one that lies only in part within the window counts whole, so that the window is never shorter. */
    static Instant lastMinuteOutside(Instant at) {
        return at.minus(WINDOW).minus(MINUTE);
    }

    static String detail(String organization, long fallen, long base, int percent) {
        return "More than " + percent + " % of the people whom this connection manages in '"
                + organization + "' would be taken out within an hour (" + fallen + " of " + base
                + "), so this request is held: nothing was changed. An owner can release it; asked for again after an hour, it is done.";
    }
}
