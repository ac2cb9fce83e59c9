package dev.rollcall.membership.user;

import dev.rollcall.contract.event.MemberState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One membership as it stands, with what an event about it needs.
 *
 * @param organizationName for refusals' sentences
 * @param userName the platform username of the account
 * @param connectionId the connection that manages it, or did before its SCIM was switched off; null when none ever did, or an owner
 *     released the member
 * @param teams ids, each once
 */
record Membership(
        UUID id,
        UUID organizationId,
        String organizationName,
        UUID accountId,
        String userName,
        String role,
        boolean active,
        String origin,
        boolean managedByScim,
        @Nullable UUID connectionId,
        long version,
        long sessionEpoch,
        List<UUID> teams) {

    /** Managed by another connection is, to this one, not managed (R-SCIM-40): an IdP that was left behind has no say any more. */
    Membership seenBy(UUID connection) {
        return managedByScim && !connection.equals(connectionId)
                ? new Membership(
                        id,
                        organizationId,
                        organizationName,
                        accountId,
                        userName,
                        role,
                        active,
                        origin,
                        false,
                        connectionId,
                        version,
                        sessionEpoch,
                        teams)
                : this;
    }

    boolean activeOwner() {
        return active && role.equals("owner");
    }

    Membership withRole(String newRole) {
        return new Membership(
                id,
                organizationId,
                organizationName,
                accountId,
                userName,
                newRole,
                active,
                origin,
                managedByScim,
                connectionId,
                version + 1,
                sessionEpoch,
                teams);
    }

    /** Out: no team, and every session and token with the old epoch is void. */
    Membership deactivated() {
        return new Membership(
                id,
                organizationId,
                organizationName,
                accountId,
                userName,
                role,
                false,
                origin,
                managedByScim,
                connectionId,
                version + 1,
                sessionEpoch + 1,
                List.of());
    }

    /** In again; the epoch stays raised, so old sessions stay dead. */
    Membership reactivated(List<UUID> newTeams) {
        return new Membership(
                id,
                organizationId,
                organizationName,
                accountId,
                userName,
                role,
                true,
                origin,
                managedByScim,
                connectionId,
                version + 1,
                sessionEpoch,
                newTeams);
    }

    /** The same version in other teams: as it was, or will be. */
    Membership inTeams(List<UUID> otherTeams) {
        return new Membership(
                id,
                organizationId,
                organizationName,
                accountId,
                userName,
                role,
                active,
                origin,
                managedByScim,
                connectionId,
                version,
                sessionEpoch,
                otherTeams);
    }

    Membership withTeams(List<UUID> newTeams) {
        return new Membership(
                id,
                organizationId,
                organizationName,
                accountId,
                userName,
                role,
                active,
                origin,
                managedByScim,
                connectionId,
                version + 1,
                sessionEpoch,
                newTeams);
    }

    /** Handed to SCIM, with everything else as it was (R-ORG-11). */
    Membership adopted() {
        return managed(true);
    }

    /** No longer SCIM's, with everything else as it was (R-ORG-13). */
    Membership released() {
        return managed(false);
    }

    private Membership managed(boolean byScim) {
        return new Membership(
                id,
                organizationId,
                organizationName,
                accountId,
                userName,
                role,
                active,
                origin,
                byScim,
                connectionId,
                version + 1,
                sessionEpoch,
                teams);
    }

    MemberState state(@Nullable String externalId) {
        return new MemberState(
                id,
                accountId,
                userName,
                active ? "ACTIVE" : "INACTIVE",
                role,
                teams,
                origin,
                managedByScim ? "SCIM" : "NONE",
                externalId,
                version,
                sessionEpoch);
    }
}
