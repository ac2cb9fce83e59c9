package dev.rollcall.kit;

import dev.rollcall.contract.event.EventData.Actor;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who an access token speaks for.
 *
 * @param accountId the person's account; for an organization's access token, that token's id
 * @param name e-mail or token label, for messages; not for events
 * @param platform the break-glass owner, who counts as owner of every organization
 * @param organizationId the one organization the token is for; null only with {@code platform}
 * @param memberId the membership; null with {@code platform} and for an organization's token
 * @param role {@code member}, {@code editor} or {@code owner}; null as above
 * @param scopes of an organization's access token; empty for people
 * @param reach the organizations that the sign-in behind the token was granted for, {@code organizationId} among them; empty with {@code platform}.
 *     What the account owns elsewhere, an identity provider that vouches for it here must not open
 */
public record Caller(
        UUID accountId,
        String name,
        boolean platform,
        @Nullable UUID organizationId,
        @Nullable UUID memberId,
        @Nullable String role,
        Set<String> scopes,
        Set<UUID> reach) {

    /** A person, or an organization's access token. */
    public Actor actor() {
        boolean person = platform || memberId != null;
        return new Actor(person ? Actor.Type.USER : Actor.Type.TOKEN, accountId.toString(), null);
    }
}
