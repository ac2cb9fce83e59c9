package dev.rollcall.membership.user;

import dev.rollcall.contract.provisioning.ScimClient.Mode;
import dev.rollcall.contract.provisioning.ScimClient.UserNames;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What becomes of an IdP's description of a person: R-SCIM-21 to R-SCIM-42, R-ROLE-1 to R-ROLE-11, R-ORG-1 to R-ORG-6. */
public final class UserRules {
    public static final Set<String> ROLES = Set.of("member", "editor", "owner");
    /** As sign-ins want it: nobody is made who could not come in. */
    private static final Pattern EMAIL = Pattern.compile(
            "[^@\\p{IsWhite_Space}\\p{Cntrl}\\p{Cf}]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62}\\.)+[a-z0-9-]{2,63}");

    private UserRules() {}

    /**
     * What is known when a create arrives.
     *
     * @param linked the member whom an owner wants this very push to link (R-ORG-11)
     */
    record Known(
            ConnectionPolicy connection,
            @Nullable UUID organizationId,
            String organizationName,
            boolean domainVerified,
            Optional<UUID> accountId,
            Optional<DescribedUser> described,
            Optional<UUID> linked,
            Optional<Membership> member) {}

    /**
     * A resource of this connection for the same userName or the same account.
     *
     * @param awaited made by adoption, and the IdP has not pushed to it yet
     */
    record DescribedUser(UUID id, UUID accountId, boolean active, boolean awaited) {}

    /** What a create comes to. */
    sealed interface Creation {
        /** No account yet: account, membership and resource are made. */
        record NewPerson(UUID organizationId) implements Creation {}

        /** An account without membership joins, with its username and assets (R-SCIM-23, R-SCIM-24). */
        record Join(UUID organizationId, UUID accountId) implements Creation {}

        /** The member becomes managed by SCIM, in place (R-ORG-3, R-ORG-11). */
        record Link(UUID memberId) implements Creation {}

        /** The same resource lives again (R-SCIM-26), or is pushed for the first time after its member was adopted. */
        record Again(UUID userId) implements Creation {}

        /** Nothing changes. */
        record TurnedDown(Refusal refusal, String detail) implements Creation {
            Refused refused() {
                return refusal.because(detail);
            }
        }
    }

    static Creation create(Known known, Description wanted) {
        ConnectionPolicy connection = known.connection();
        Optional<Creation.TurnedDown> fault = fault(connection, wanted);
        if (fault.isPresent()) {
            return fault.get();
        }
        UUID organizationId = known.organizationId();
        if (organizationId == null) {
            return notConnected(wanted);
        }
        if (connection.userNames() == UserNames.EMAIL && !known.domainVerified()) {
            return unverified(wanted);
        }
        if (known.described().isPresent()) {
            return describedAlready(connection, known.described().get(), wanted);
        }
        if (known.linked().isPresent()) {
            return new Creation.Link(known.linked().get());
        }
        if (known.member().isPresent()) {
            return memberAlready(connection, known, known.member().get());
        }
        return known.accountId()
                .<Creation>map(account -> new Creation.Join(organizationId, account))
                .orElseGet(() -> new Creation.NewPerson(organizationId));
    }

    private static Creation describedAlready(ConnectionPolicy connection, DescribedUser existing, Description wanted) {
        if (existing.awaited() || !existing.active() && connection.mode() == Mode.COMPAT) {
            return new Creation.Again(existing.id());
        }
        return new Creation.TurnedDown(
                Refusal.USER_EXISTS,
                "A user with userName '" + wanted.userName() + "' exists already (id " + existing.id()
                        + "): update that one.");
    }

    private static Creation memberAlready(ConnectionPolicy connection, Known known, Membership member) {
        boolean mayLink = connection.adoption() == ConnectionPolicy.Adoption.LINK_ON_MATCH
                && known.domainVerified()
                && !member.managedByScim();
        if (mayLink) {
            return new Creation.Link(member.id());
        }
        String whatNext = connection.adoption() == ConnectionPolicy.Adoption.REVIEW
                ? "an owner is asked to approve"
                : "an owner can adopt them";
        String why = member.managedByScim()
                ? "is managed by another connection"
                : "came by " + member.origin() + " and is not managed by SCIM; " + whatNext;
        return new Creation.TurnedDown(
                Refusal.UNMANAGED_MEMBER_EXISTS,
                "This person is a member of " + known.organizationName() + " already, but " + why + ".");
    }

    /** Why a description cannot be taken on this connection at all, whoever it describes. */
    static Optional<Creation.TurnedDown> fault(ConnectionPolicy connection, Description wanted) {
        if (wanted.userName().isEmpty()) {
            return turnedDown(Refusal.VALUE_INVALID, "userName is required.");
        }
        boolean email = wanted.email() != null && EMAIL.matcher(wanted.email()).matches();
        if (connection.userNames() == UserNames.EMAIL && !email) {
            return turnedDown(
                    Refusal.USER_NAME_NOT_EMAIL,
                    "userName must be the person's e-mail address, but '" + wanted.userName() + "' is none.");
        }
        if (wanted.role() != null && !ROLES.contains(wanted.role())) {
            return turnedDown(
                    Refusal.ROLE_UNKNOWN,
                    "dockerRole must be member, editor or owner, but is '" + wanted.role() + "'.");
        }
        if (wanted.team() != null && reserved(wanted.team())) {
            return turnedDown(Refusal.TEAM_RESERVED, "dockerTeam '" + wanted.team() + "' is a reserved name.");
        }
        return Optional.empty();
    }

    /** The address that the IdP gives besides the userName; empty when it is the same or there is none (R-SCIM-18). */
    static Optional<String> otherEmail(ConnectionPolicy connection, Description wanted) {
        return connection.userNames() == UserNames.EMAIL
                ? Optional.ofNullable(Description.of(wanted.resource(), false).email())
                        .filter(mail -> !mail.equals(wanted.email()))
                : Optional.empty();
    }

    /** R-TEAM-6. */
    public static boolean reserved(String team) {
        String key = team.toLowerCase(Locale.ROOT);
        return key.equals("owners") || key.equals("company");
    }

    static Creation.TurnedDown unverified(Description wanted) {
        return new Creation.TurnedDown(
                Refusal.DOMAIN_UNVERIFIED, "Domain '" + wanted.domain() + "' is not verified for your SSO connection.");
    }

    /** One text for unknown and foreign organizations alike, so that names cannot be probed. */
    static Creation.TurnedDown notConnected(Description wanted) {
        return new Creation.TurnedDown(
                Refusal.ORGANIZATION_NOT_CONNECTED,
                "dockerOrg '" + wanted.organization() + "' is not an organization of this connection.");
    }

    private static Optional<Creation.TurnedDown> turnedDown(Refusal refusal, String detail) {
        return Optional.of(new Creation.TurnedDown(refusal, detail));
    }
}
