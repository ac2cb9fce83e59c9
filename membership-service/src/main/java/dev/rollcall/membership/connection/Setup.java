package dev.rollcall.membership.connection;

import java.util.List;
import java.util.UUID;

/**
 * What an administrator pastes into the IdP (R-TOK-3), and what switching SCIM off would mean (R-SDIS-3).
 *
 * @param scimBaseUrl the IdP's "SCIM Base URL", "Tenant URL" or "SCIM connector base URL"
 * @param authentication how the IdP shows the token
 * @param userName what to map to {@code userName}
 * @param groupName what a pushed group must be called
 * @param membersManaged how many members nobody would manage any more with SCIM off; they would stay members
 */
record Setup(
        UUID connectionId,
        String organization,
        List<String> domains,
        String scimBaseUrl,
        String authentication,
        boolean scimEnabled,
        boolean jitEnabled,
        String userName,
        String groupName,
        long membersManaged,
        List<String> warnings) {}
