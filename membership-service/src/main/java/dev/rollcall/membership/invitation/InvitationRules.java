package dev.rollcall.membership.invitation;

import dev.rollcall.contract.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whom an owner may invite, and for how long: R-INV-3, R-INV-4, R-INV-10, R-ORG-4. */
final class InvitationRules {
    /** R-INV-4. */
    static final Duration LIFETIME = Duration.ofDays(14);

    /** Most that an organization without a limit of seats may have open: each is an address that somebody typed. */
    static final int PENDING_MAX = 10_000;

    static final Duration RESEND_PAUSE = Duration.ofMinutes(5);

    private InvitationRules() {}

    /**
     * What is known of the address in the organization.
     *
     * @param memberStatus null for no member
     * @param scim whether an IdP provisions people of this domain
     * @param mailed when the address was last mailed an invitation, whatever became of it; null for never
     */
    record Known(
            @Nullable String memberStatus,
            boolean pending,
            int pendingInAll,
            boolean scim,
            @Nullable Instant mailed) {}

    static void require(Known known, Instant now) {
        if ("ACTIVE".equals(known.memberStatus())) {
            throw Refusal.MEMBER_EXISTS.because("email: this person is a member already.");
        }
        if (known.memberStatus() != null) {
            throw Refusal.MEMBER_EXISTS.because(
                    "email: this person is a member whom the identity provider deactivated; it alone can undo that.");
        }
        if (known.pending()) {
            throw Refusal.INVITATION_EXISTS.because("email: this person is invited already.");
        }
        if (known.pendingInAll() >= PENDING_MAX) {
            throw Refusal.TOO_MANY.because("More than " + PENDING_MAX + " invitations are pending; cancel some first.");
        }
        if (known.mailed() != null) {
            requireRested(known.mailed(), now);
        }
    }

    /** Every click of an owner would be a mail in a stranger's mailbox. */
    static void requireRested(Instant mailed, Instant now) {
        if (now.isBefore(mailed.plus(RESEND_PAUSE))) {
            throw Refusal.RATE_LIMITED.because("This address was mailed an invitation a moment ago; wait "
                    + RESEND_PAUSE.toMinutes() + " minutes.");
        }
    }

    static Instant end(Instant now) {
        return now.plus(LIFETIME);
    }

    /** R-INV-10. */
    static @Nullable String warning(Known known) {
        return known.scim()
                ? "SCIM is on for this address's domain: assigning the person in the identity provider would bring"
                        + " them in, and keep them up to date."
                : null;
    }
}
