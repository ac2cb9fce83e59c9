package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.contract.refusal.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what an Authorization header and a token's owner are worth. */
final class TokenRules {
    private static final String SCHEME = "Bearer ";

    /** Base64url of an opening brace and quotation mark, as every JWT's header begins. */
    private static final String JWT_START = "eyJ";

    private TokenRules() {}

    /** Whether the header shows what is meant to be a SCIM token, right or wrong. */
    static boolean claimsScim(@Nullable String authorization) {
        return begins(authorization, SCHEME + ScimToken.PREFIX) || begins(authorization, SCHEME + OauthTokens.PREFIX);
    }

    private static boolean begins(@Nullable String authorization, String start) {
        return authorization != null && authorization.regionMatches(true, 0, start, 0, start.length());
    }

    /** The token in the header; refused when it is missing, or when form or checksum show that it cannot be one that counts here. */
    static Bearer require(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw Refusal.TOKEN_MISSING.because("Send the connection's SCIM token: Authorization: Bearer rcs_…");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refusal.TOKEN_INVALID.because("The Authorization header must read: Bearer, a space, the SCIM token.");
        }
        String token = authorization.substring(SCHEME.length()).strip();
        if (token.startsWith(OauthTokens.PREFIX)) {
            return new Bearer.Access(token);
        }
        if (token.startsWith(JWT_START)) {
            return new Bearer.Foreign(token);
        }
        return ScimToken.parse(token)
                .map(Bearer.Fixed::new)
                .orElseThrow(
                        () -> Refusal.TOKEN_INVALID.because(
                                "This is not a SCIM token, or it was copied incompletely: it begins with rcs_ and has 71 characters."));
    }

    /** The owner, if the token still counts and the connection takes SCIM (R-SCIM-6). */
    static ScimClient require(ScimClient client, Instant now) {
        if (client.expiresAt() != null && !now.isBefore(client.expiresAt())) {
            throw Refusal.TOKEN_INVALID.because("The SCIM token has expired: create a new one for this connection.");
        }
        if (!client.scimEnabled()) {
            throw Refusal.SCIM_DISABLED.because("SCIM is switched off for connection '" + client.connectionName()
                    + "': an owner must enable it before the identity provider can push.");
        }
        if (client.scimPaused()) {
            throw Refusal.SCIM_PAUSED.because("An owner has paused SCIM for connection '" + client.connectionName()
                    + "'; nothing was changed. Try again later.");
        }
        return client;
    }
}
