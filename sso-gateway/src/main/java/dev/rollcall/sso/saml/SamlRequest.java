package dev.rollcall.sso.saml;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is judged against, besides the connection.
 *
 * @param requestId the ID of the AuthnRequest that this browser was sent away with over this connection, null when there is none
 * @param now when the answer came
 */
public record SamlRequest(@Nullable String requestId, Instant now) {
    public SamlRequest {
        // A blank id would match a blank InResponseTo, and so any answer that nobody asked for.
        if (requestId != null && requestId.isBlank()) {
            throw new IllegalArgumentException("A request id is not blank.");
        }
    }
}
