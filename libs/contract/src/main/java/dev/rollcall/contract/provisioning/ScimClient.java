package dev.rollcall.contract.provisioning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a SCIM token speaks for, and how that connection wants to be treated.
 *
 * @param tokenId the token's own id, for the request log; not its secret
 * @param connectionId the connection
 * @param connectionName its name, for messages
 * @param scimEnabled false: every request is refused with SCIM_DISABLED (R-SCIM-6)
 * @param scimPaused true: every request is told to come again with SCIM_PAUSED
 * @param dialect which IdP's habits to expect: as pinned, else as its client showed them before
 * @param dialectPinned whether an owner has set it, whatever the client says of itself
 * @param mode how strictly to read
 * @param userNames which strings may be a userName
 * @param groupNames which strings may be a group's displayName
 * @param rateLimit requests per second, from 1
 * @param extensions schemas of its own that its Users may carry, as RFC 7643 §7 has them; often none
 * @param expiresAt after this instant the token is void; null when it does not expire
 */
public record ScimClient(
        UUID tokenId,
        UUID connectionId,
        String connectionName,
        boolean scimEnabled,
        boolean scimPaused,
        Dialect dialect,
        boolean dialectPinned,
        Mode mode,
        UserNames userNames,
        GroupNames groupNames,
        int rateLimit,
        List<ObjectNode> extensions,
        @Nullable Instant expiresAt) {

    public ScimClient {
        extensions = List.copyOf(extensions);
    }

    /** Whose habits a connection has; GENERIC is the standard with tolerance. */
    public enum Dialect {
        OKTA,
        ENTRA,
        GENERIC
    }

    /** COMPAT forgives what IdPs are known to send; INTEROP_STRICT refuses it. */
    public enum Mode {
        COMPAT,
        INTEROP_STRICT
    }

    /** EMAIL: userName is the person's e-mail on a verified domain. ANY: any string; the e-mail is the primary of {@code emails}. */
    public enum UserNames {
        EMAIL,
        ANY
    }

    /** ORG_TEAM: {@code organization:team}. ANY: a plain name is a team of the default organization. */
    public enum GroupNames {
        ORG_TEAM,
        ANY
    }
}
