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

    boolean activeOwner() {
        return active && role.equals("owner");
    }

    /** Managed by another connection is, to this one, not managed (R-SCIM-40): an IdP that was left behind has no say any more. */
    Membership seenBy(UUID connection) {
        boolean ours = managedByScim && connection.equals(connectionId);
        return copy(role, active, ours, version, sessionEpoch, teams);
    }

    Membership withRole(String newRole) {
        return copy(newRole, active, managedByScim, version + 1, sessionEpoch, teams);
    }

    /** Out: no team, and every session and token with the old epoch is void. */
    Membership deactivated() {
        return copy(role, false, managedByScim, version + 1, sessionEpoch + 1, List.of());
    }

    /** In again; the epoch stays raised, so old sessions stay dead. */
    Membership reactivated(List<UUID> newTeams) {
        return copy(role, true, managedByScim, version + 1, sessionEpoch, newTeams);
    }

    /** The same version in other teams: as it was, or will be. */
    Membership inTeams(List<UUID> otherTeams) {
        return copy(role, active, managedByScim, version, sessionEpoch, otherTeams);
    }

    Membership withTeams(List<UUID> newTeams) {
        return copy(role, active, managedByScim, version + 1, sessionEpoch, newTeams);
    }

    /** Handed to SCIM, with everything else as it was (R-ORG-11). */
    Membership adopted() {
        return copy(role, active, true, version + 1, sessionEpoch, teams);
    }

    /** No longer SCIM's, with everything else as it was (R-ORG-13). */
    Membership released() {
        return copy(role, active, false, version + 1, sessionEpoch, teams);
    }

    /** What can change about a membership; the rest never does. */
    private Membership copy(
            String newRole, boolean nowActive, boolean byScim, long newVersion, long epoch, List<UUID> newTeams) {
        return new Membership(
                id,
                organizationId,
                organizationName,
                accountId,
                userName,
                newRole,
                nowActive,
                origin,
                byScim,
                connectionId,
                newVersion,
                epoch,
                newTeams);
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
