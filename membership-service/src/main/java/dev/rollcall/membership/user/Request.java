package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command carries besides its content.
 *
 * @param connectionId the connection that the caller proved; nothing outside its organizations exists for this request
 * @param now the one time of everything it changes
 * @param requestId as the IdP saw it in {@code X-Request-Id}
 */
public record Request(
        UUID connectionId,
        Instant now,
        @Nullable String requestId,
        @Nullable String traceparent) {

    /** An IdP acts as its connection. */
    public Actor actor() {
        return new Actor(Actor.Type.SCIM, connectionId.toString(), null);
    }
}
