package dev.rollcall.sso.oidc;

import java.util.Locale;

/** Why a message of the OpenID Connect flow is turned down. The name in lower case is the code that traces show. */
public enum OidcRefusal {
    // The way back to us.
    STATE_MISSING(Advice.START_AGAIN),
    STATE_UNKNOWN(Advice.START_AGAIN),
    STATE_SPENT(Advice.START_AGAIN),
    STATE_EXPIRED(Advice.START_AGAIN),
    BROWSER_MISMATCH(Advice.START_AGAIN),
    CONNECTION_MISMATCH(
            "The provider must send people back to the redirect URL of the connection that they started with."),
    CONNECTION_CHANGED("The connection was changed during this sign-in: sign in again."),
    CALLBACK_MALFORMED("The provider must answer once per parameter, in the query of the redirect URL."),
    RESPONSE_MODE("Let the provider answer in the query (response_mode=query), without JWT or form."),
    TOKEN_IN_CALLBACK("Allow only the authorization code flow for this client; implicit and hybrid flows are off."),
    RESPONSE_ISSUER_MISSING("The provider announces an iss parameter in its answers, and it is missing here."),
    RESPONSE_ISSUER_MISMATCH("The answer came from another provider than the connection's: check its issuer."),
    PROVIDER_ERROR("The provider refused; its message says why."),
    CODE_MISSING("The provider answered without a code: allow the authorization code flow for this client."),

    // The provider itself.
    PROVIDER_UNREACHABLE("The provider must answer over https at a public address, within 5 s and without redirects."),
    DISCOVERY_MALFORMED("The discovery document must name https addresses for authorization, token and keys."),
    DISCOVERY_ISSUER_MISMATCH("The connection's issuer must be, to the letter, what the discovery document says."),
    CODE_REFUSED("Sign in again. If it happens always, check the redirect URL and PKCE (S256) at the provider."),
    CLIENT_REFUSED("Check client id, secret (has it expired?) and its way of authentication at the provider."),
    TOKEN_ANSWER_MALFORMED("The token endpoint must answer with a JSON object that holds an ID token."),
    USERINFO_MALFORMED("The userinfo endpoint must answer with a plain JSON object, not with a signed one."),
    USERINFO_MISMATCH("The userinfo endpoint speaks of somebody else than the ID token, or for another issuer."),

    // Tokens.
    TOKEN_MALFORMED("The token must be a signed, unencrypted JWT without critical extensions."),
    TOKEN_TYPE("A token of one kind is no token of another kind."),
    SIGNATURE_MISSING("Let the provider sign its tokens."),
    SIGNATURE_ALGORITHM("Let the provider sign with the algorithm that is chosen on the connection."),
    SIGNATURE_INVALID("The token was changed, or signed by somebody else than the provider."),
    KEY_UNKNOWN("The provider must publish the key that it signs with, for that algorithm, at its jwks_uri."),
    KEY_AMBIGUOUS("The provider has several keys: its tokens must name one (kid), and no two may have one name."),
    ISSUER_MISMATCH("The connection's issuer must be, to the letter, the iss of the token."),
    TENANT_REFUSED("The person belongs to a directory (tid) that the connection does not list."),
    AUDIENCE_MISMATCH("The token was made for another client: check the client id."),
    AUTHORIZED_PARTY("A token for several audiences must name this client as the one that asked for it (azp)."),
    SUBJECT_MISSING("The provider must send a sub of 1 to 255 characters; Entra also oid and tid (scope profile)."),
    TIME_MISSING("The token must say when it was made (iat) and when it ends (exp), in seconds."),
    EXPIRED("The token has ended: are both clocks right?"),
    NOT_YET_VALID("The token is from the future: are both clocks right?"),
    NONCE_MISSING("The provider must repeat the nonce of the request in the ID token."),
    NONCE_MISMATCH("The ID token answers another request than this one."),
    ACCESS_TOKEN_MISMATCH("The access token is not the one that the ID token came with (at_hash)."),
    AUTHENTICATION_TOO_OLD("The provider was asked to let the person prove themselves anew, and did not."),

    // What the provider says about the person.
    EMAIL_AMBIGUOUS("Map exactly one value to the claim email."),
    EMAIL_MALFORMED(
            "The email sent by the identity provider is not an email address. Contact your company administrator."),
    EMAIL_UNVERIFIED("The provider says itself that it has not verified the person's e-mail (email_verified)."),

    // Tokens that end sessions.
    LOGOUT_EVENT_MISSING("A logout token names the back-channel logout event, with an object as its value."),
    LOGOUT_WITH_NONCE("A logout token has no nonce: this is an ID token."),
    LOGOUT_TARGET_MISSING("A logout token names a session (sid), a person (sub) or both."),
    LOGOUT_ID_MISSING("A logout token has an identifier of its own (jti)."),
    LOGOUT_STALE("A logout token is sent at once; this one was kept for a while.");

    private static final class Advice {
        static final String START_AGAIN = "Begin the sign-in again, in one tab, with cookies allowed.";
    }

    private final String advice;

    OidcRefusal(String advice) {
        this.advice = advice;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What to do about it, and where: a sentence for the connection's owner. */
    public String advice() {
        return advice;
    }

    /** Whether the person has lost the flow rather than the provider failed: the page then shows the text of R-SSO-10. */
    public boolean lost() {
        return advice.equals(Advice.START_AGAIN);
    }
}
