package dev.rollcall.membership.user;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command carries besides its content.
 *
 * @param connectionId the connection that the caller proved; nothing outside its organizations exists for this request
 * @param now the one time of everything it changes
 * @param versions what the resource that it changes must be at, one of them; empty for whatever it is at
 * @param requestId as the IdP saw it in {@code X-Request-Id}
 */
public record Request(
        UUID connectionId,
        Instant now,
        List<Long> versions,
        @Nullable String requestId,
        @Nullable String traceparent) {

    /** @throws Refused VERSION_MISMATCH when the caller wanted another version (RFC 7644 §3.14) */
    public void require(long version) {
        if (!versions.isEmpty() && !versions.contains(version)) {
            throw Refusal.VERSION_MISMATCH.because(
                    "The resource has changed meanwhile; it is at version " + version + " now. Read it again.");
        }
    }

    /** An IdP acts as its connection. */
    public Actor actor() {
        return new Actor(Actor.Type.SCIM, connectionId.toString(), null);
    }
}
