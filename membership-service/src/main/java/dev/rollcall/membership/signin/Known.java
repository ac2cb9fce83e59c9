package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.MemberState;
import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known when somebody wants in, read at one moment.
 *
 * @param domainVerified whether the address's domain is a verified one of the connection; nothing about a person is read without it
 * @param linked whether the account was found by what the person is called at the IdP, not by the address
 * @param otherIdentity whether the account is somebody else's at the same IdP: one of another subject
 * @param account null when nobody has that address, or is linked
 * @param described the connection's SCIM User of that account; null when it pushed none
 * @param freeName a username that nobody has; null when every candidate is taken
 * @param organizations those of the connection that matter: the default one, those that the assertion may name, and those with a membership
 */
record Known(
        Settings settings,
        boolean domainVerified,
        boolean linked,
        boolean otherIdentity,
        @Nullable Account account,
        @Nullable Described described,
        @Nullable String freeName,
        List<Organization> organizations) {

    /**
     * The connection's.
     *
     * @param scimNames whether SCIM's name stays when somebody whom it manages signs in while JIT is off (R-JIT-15)
     */
    record Settings(
            UUID id,
            Method method,
            boolean jit,
            boolean scimNames,
            GroupNames groupNames,
            UUID defaultOrganization,
            @Nullable UUID defaultTeam,
            String defaultRole) {}

    /** @param email in lower case; null for an account that has none */
    record Account(UUID id, String userName, @Nullable String email, Name name) {}

    /**
     * A pending one that has not expired.
     *
     * @param invitedBy an account
     * @param team null when it names none, or one that is gone
     */
    record Invitation(
            UUID id, String role, UUID invitedBy, @Nullable InvitedTeam team) {}

    record InvitedTeam(UUID id, String name) {}

    /**
     * What SCIM last said of the person; all in the IdP's words but for letter case.
     *
     * @param changedAt when it said so
     */
    record Described(
            boolean active,
            @Nullable String externalId,
            @Nullable String fullName,
            @Nullable String role,
            @Nullable String organization,
            @Nullable String team,
            boolean groupsPushed,
            List<String> groups,
            Instant changedAt) {}

    /**
     * An organization of the connection.
     *
     * @param key its name in lower case
     * @param teams the asked-for ones that exist, by name in lower case
     * @param member null when the account is no member
     * @param removedAt when SCIM removed a membership that there is no more; null when it never did, or there is one again
     * @param invitation for the address; null for none, and for one from before the removal
     * @param capturing whether accounts of the address's domain join it by themselves (R-DOM-5); a linked account's own address counts
     */
    record Organization(
            UUID id,
            String name,
            String key,
            boolean seatsLimited,
            boolean seatFree,
            Map<String, UUID> teams,
            @Nullable Member member,
            @Nullable Instant removedAt,
            @Nullable Invitation invitation,
            boolean capturing) {

        Organization with(Member other) {
            return new Organization(id, name, key, seatsLimited, seatFree, teams, other, null, null, capturing);
        }

        boolean invites() {
            return invitation != null && member == null;
        }
    }

    /**
     * @param written as {@code Provenance} reads it; null when nothing was ever noted
     * @param outSince when an inactive one became so
     */
    record Member(
            UUID id,
            UUID accountId,
            String role,
            boolean active,
            String origin,
            boolean managedByScim,
            @Nullable UUID connectionId,
            long version,
            long sessionEpoch,
            List<UUID> teams,
            @Nullable String written,
            Instant outSince) {

        MemberState state(String userName, @Nullable String externalId) {
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

        Member inTeams(List<UUID> newTeams) {
            return new Member(
                    id,
                    accountId,
                    role,
                    active,
                    origin,
                    managedByScim,
                    connectionId,
                    version + 1,
                    sessionEpoch,
                    newTeams,
                    written,
                    outSince);
        }
    }

    Organization defaultOrganization() {
        return organizations.stream()
                .filter(organization -> organization.id().equals(settings.defaultOrganization()))
                .findFirst()
                .orElseThrow();
    }

    /** Where the account is an active member. */
    List<Organization> memberships() {
        return organizations.stream()
                .filter(organization -> {
                    Member member = organization.member();
                    return member != null && member.active();
                })
                .toList();
    }

    @Nullable
    String externalId() {
        return described == null ? null : described.externalId();
    }
}
