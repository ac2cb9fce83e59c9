package dev.rollcall.membership.adoption;

import dev.rollcall.contract.refusal.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a member can be handed to a connection, and whether now or with the next push (R-ORG-11). */
final class AdoptionRules {
    private AdoptionRules() {}

    /**
     * A member and the connection that is to manage them.
     *
     * @param manager the managing connection; null when SCIM does not manage the member
     * @param scimEnabled whether the connection's SCIM is switched on
     * @param namesAreEmails whether its userNames are e-mail addresses
     * @param domainVerified whether the member's e-mail is of a verified domain of the connection
     * @param described whether the connection has a resource for the member, from before a release
     * @param pushed whether the connection has pushed exactly this e-mail and was refused
     * @param externalIdTaken whether another person of the connection has the wanted externalId
     */
    record Candidate(
            UUID memberId,
            UUID connectionId,
            @Nullable UUID manager,
            boolean scimEnabled,
            boolean namesAreEmails,
            boolean domainVerified,
            boolean described,
            boolean pushed,
            boolean externalIdTaken) {}

    sealed interface Step {
        /** Managed by this connection already. */
        record Nothing() implements Step {}

        record Now() implements Step {}

        /** Waits for a push. */
        record Later() implements Step {}

        record TurnedDown(Refusal refusal, String detail) implements Step {}
    }

    /** @param externalId the IdP's own id of the person, where the owner names one instead of relying on the e-mail */
    static Step step(Candidate candidate, @Nullable String externalId) {
        if (candidate.manager() != null) {
            return candidate.manager().equals(candidate.connectionId())
                    ? new Step.Nothing()
                    : new Step.TurnedDown(
                            Refusal.MEMBER_MANAGED, "Another connection manages this member; release them first.");
        }
        if (!candidate.scimEnabled()) {
            return new Step.TurnedDown(Refusal.SCIM_DISABLED, "connection: switch its SCIM on first.");
        }
        // Whoever manages a member can change their e-mail: nobody's but an address that the organization proved to be
        // its own.
        if (!candidate.domainVerified()) {
            return new Step.TurnedDown(
                    Refusal.DOMAIN_UNVERIFIED,
                    "The member's e-mail address is not of a verified domain of this connection.");
        }
        if (candidate.externalIdTaken()) {
            return new Step.TurnedDown(
                    Refusal.USER_EXISTS, "externalId: the identity provider describes another person by it.");
        }
        boolean known = candidate.pushed() && candidate.namesAreEmails() && externalId == null;
        return candidate.described() || known ? new Step.Now() : new Step.Later();
    }
}
