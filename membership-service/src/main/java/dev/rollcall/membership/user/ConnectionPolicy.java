package dev.rollcall.membership.user;

import dev.rollcall.contract.provisioning.ScimClient.Mode;
import dev.rollcall.contract.provisioning.ScimClient.UserNames;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's owner decided about provisioning.
 *
 * @param organizationId the default organization
 * @param defaultTeamId the default team of that organization; null for none
 * @param defaultRole the first role of whoever comes without one
 * @param deprovisioningPercent of the people it manages in an organization that may leave within an hour; 0: any number
 * @param omittedActiveDeactivates a PUT without {@code active} deactivates (R-SCIM-33), for IdPs that mean it so
 */
record ConnectionPolicy(
        UUID id,
        UUID organizationId,
        @Nullable UUID defaultTeamId,
        String defaultRole,
        UserNames userNames,
        Mode mode,
        Adoption adoption,
        boolean omittedActiveDeactivates,
        int deprovisioningPercent) {

    /** What SCIM may do with members it did not make (R-ORG-2, R-ORG-3). */
    enum Adoption {
        STRICT,
        LINK_ON_MATCH,
        REVIEW
    }
}
