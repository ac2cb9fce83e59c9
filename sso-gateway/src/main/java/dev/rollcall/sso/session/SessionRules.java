package dev.rollcall.sso.session;

import dev.rollcall.contract.account.AccountsApi.HeldMembership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a session lives, and whether what is known of its memberships is fresh enough to let it. */
final class SessionRules {
    /** A working day; after it people prove again who they are (R-SSO-7). */
    static final Duration USUAL = Duration.ofHours(24);
    /** Whatever the identity provider says: nobody who lost a laptop is signed in on it a year later. */
    static final Duration LONGEST = Duration.ofDays(90);

    /** So long a look at the source of truth counts by itself; for a burst of requests, one look. */
    static final Duration LOOK_COUNTS = Duration.ofSeconds(2);
    /** Older news of memberships are no news. */
    static final Duration NEWS_AGE_MAX = Duration.ofSeconds(10);
    /**
     * The outer bound (R-SCIM-34, R-MEM-15), whatever fails and however silently: so long after the last look nothing but another look lets a
     * session live.
     */
    static final Duration LOOK_AGE_MAX = Duration.ofMinutes(1);

    private SessionRules() {}

    /** @param minutes as the identity provider asks, positive; null: it does not ask */
    static Duration lifetime(@Nullable Integer minutes) {
        if (minutes == null || minutes <= 0) {
            return USUAL;
        }
        Duration asked = Duration.ofMinutes(minutes);
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    /**
     * Whether the source of truth must be asked before the session may go on.
     *
     * @param checkedAt when it was last asked; null: never, so that an epoch that was old at sign-in is void at the first use
     */
    static boolean mustAsk(@Nullable Instant checkedAt, News news, Instant now) {
        if (checkedAt == null || !now.isBefore(checkedAt.plus(LOOK_AGE_MAX))) {
            return true;
        }
        return now.isAfter(checkedAt.plus(LOOK_COUNTS)) && !news.cover(checkedAt, now);
    }

    /**
     * Whether a session may go on although the source of truth cannot be asked: for the rest of the minute, but not for owners, who can do
     * harm in it.
     */
    static boolean mayGoOn(Session session, Instant now) {
        Instant checkedAt = session.checkedAt();
        return checkedAt != null
                && now.isBefore(checkedAt.plus(LOOK_AGE_MAX))
                && session.grants().stream().noneMatch(grant -> grant.role().equals("owner"));
    }

    /** The grants after a look at all memberships of the account. What is void stays void. */
    static List<HeldGrant> settled(List<HeldGrant> grants, List<HeldMembership> memberships) {
        return grants.stream().map(grant -> settled(grant, memberships)).toList();
    }

    private static HeldGrant settled(HeldGrant grant, List<HeldMembership> memberships) {
        for (HeldMembership membership : memberships) {
            if (membership.memberId().equals(grant.memberId())) {
                boolean stands = membership.active() && membership.sessionEpoch() <= grant.epoch();
                return new HeldGrant(
                        grant.memberId(),
                        grant.organizationId(),
                        membership.organization(),
                        membership.role(),
                        grant.epoch(),
                        grant.live() && stands);
            }
        }
        return new HeldGrant(
                grant.memberId(), grant.organizationId(), grant.organization(), grant.role(), grant.epoch(), false);
    }

    /**
     * What is heard of memberships as they change.
     *
     * @param since all changes from then on were heard
     * @param until and up to then
     */
    record News(Instant since, Instant until) {
        /** Nothing is heard. */
        static final News NONE = new News(Instant.MAX, Instant.MIN);

        boolean cover(Instant checkedAt, Instant now) {
            return !since.isAfter(checkedAt) && !until.isBefore(now.minus(NEWS_AGE_MAX));
        }
    }
}
