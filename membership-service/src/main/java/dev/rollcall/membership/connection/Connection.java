package dev.rollcall.membership.connection;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.provisioning.ScimClient.Mode;
import dev.rollcall.contract.provisioning.ScimClient.UserNames;
import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.signin.SignInConnection.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the API shows it.
 *
 * @param organization name of the default organization
 * @param organizations names of all its organizations, the default one among them
 * @param domains verified domains of these organizations
 * @param defaultTeam name; null for none (R-SSO-19)
 * @param defaultRole {@code member} or {@code editor}: the first role of whoever comes without one (R-ROLE-9, R-ROLE-13)
 * @param dialect the one in force: as pinned, else as guessed, else GENERIC
 * @param dialectPinned whether an owner has set it
 * @param dialectGuessed whose habits the client showed last; null when it gave nothing away
 * @param omittedActiveDeactivates whether a PUT without {@code active} deactivates
 * @param nameAuthority whose name stays when somebody whom SCIM manages signs in while JIT is off (R-JIT-15)
 * @param ownersByGroup whether a group named {@code owners} makes owners of the people in it (R-GRP-18)
 * @param scimPaused whether SCIM requests are told to come again later
 * @param deprovisioningPercent of the people it manages in an organization that may leave within an hour; 0: any number
 * @param rateLimit SCIM requests per second
 * @param scimTrust whose tokens speak for it besides its own; null for nobody's
 * @param state how far signing in through it is set up
 * @param enforced whether people of its domains must sign in this way (R-SSO-12)
 * @param warnings sentences an owner should read; often empty
 */
public record Connection(
        UUID id,
        String name,
        Protocol protocol,
        String organization,
        UUID organizationId,
        List<String> organizations,
        List<String> domains,
        @Nullable String defaultTeam,
        String defaultRole,
        UserNames userNames,
        GroupNames groupNames,
        Dialect dialect,
        boolean dialectPinned,
        @Nullable Dialect dialectGuessed,
        Mode mode,
        AdoptionPolicy adoptionPolicy,
        boolean scimEnabled,
        boolean jitEnabled,
        boolean omittedActiveDeactivates,
        NameAuthority nameAuthority,
        boolean ownersByGroup,
        boolean scimPaused,
        int deprovisioningPercent,
        int rateLimit,
        @Nullable ScimTrust scimTrust,
        State state,
        boolean enforced,
        Instant createdAt,
        Instant updatedAt,
        List<String> warnings) {}
