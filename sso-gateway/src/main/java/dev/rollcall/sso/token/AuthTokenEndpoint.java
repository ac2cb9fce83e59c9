package dev.rollcall.sso.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rollcall.contract.account.AccountsApi.OwnerAccount;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.sso.accesstoken.OrganizationToken;
import dev.rollcall.sso.accesstoken.TokenExchanges;
import dev.rollcall.sso.accesstoken.TokenExchanges.Proven;
import dev.rollcall.sso.owner.OwnerRules;
import dev.rollcall.sso.owner.OwnerSignIns;
import dev.rollcall.sso.session.CurrentSession;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.Attempt.Channel;
import dev.rollcall.sso.signin.Attempts;
import dev.rollcall.sso.signin.SignIns;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** R-ACC-1: something that is kept for long (a secret, a session, a refresh token) against a token that is sent with each call. */
@Path("/v2/auth/token")
public class AuthTokenEndpoint {
    private final AccessTokens tokens;
    private final SessionTokens sessionTokens;
    private final CurrentSession current;
    private final OwnerSignIns owners;
    private final TokenExchanges exchanges;
    private final SignIns signIns;
    private final Attempts attempts;

    AuthTokenEndpoint(
            AccessTokens tokens,
            SessionTokens sessionTokens,
            CurrentSession current,
            OwnerSignIns owners,
            TokenExchanges exchanges,
            SignIns signIns,
            Attempts attempts) {
        this.tokens = tokens;
        this.sessionTokens = sessionTokens;
        this.current = current;
        this.owners = owners;
        this.exchanges = exchanges;
        this.signIns = signIns;
        this.attempts = attempts;
    }

    /**
     * With a refresh token: nothing else is read but the lifetime. With neither identifier nor secret: for who is signed in with the request's
     * cookie.
     *
     * @param identifier the owner's e-mail, or an organization's name or UUID
     * @param secret the owner's password, or one of the organization's access tokens ({@code rc_oat_…})
     * @param organization which of the session's memberships, for people with several; not read else
     * @param lifetime seconds; null for ten minutes
     */
    record Request(
            @Nullable String identifier,
            @Nullable String secret,
            @Nullable String organization,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            @Nullable Long lifetime) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Issued exchange(@Nullable Request request) {
        if (request == null) {
            throw Refusal.REQUEST_MALFORMED.because("Send a JSON object with identifier and secret.");
        }
        if (request.refreshToken() != null) {
            String refreshToken = require("refresh_token", request.refreshToken(), OwnerRules.SECRET_MAX);
            Duration lifetime = tokens.requireLifetime(request.lifetime());
            return sessionTokens.refresh(refreshToken, attempts.current(Channel.API), lifetime);
        }
        if (request.identifier() == null
                && request.secret() == null
                && current.secret().isPresent()) {
            current.requireOwnPage();
            Duration lifetime = tokens.requireLifetime(request.lifetime());
            return sessionTokens.begin(current.requireSignedIn(), request.organization(), lifetime);
        }
        String identifier = require("identifier", request.identifier(), OwnerRules.IDENTIFIER_MAX);
        String secret = require("secret", request.secret(), OwnerRules.SECRET_MAX);
        Duration lifetime = tokens.requireLifetime(request.lifetime());
        Attempt attempt = attempts.current(Channel.API);
        return OrganizationToken.looksLikeOne(secret)
                ? forOrganization(exchanges.require(identifier, secret, attempt), lifetime)
                : forOwner(owners.requireOwner(identifier, secret, attempt), attempt, lifetime);
    }

    private Issued forOwner(OwnerAccount owner, Attempt attempt, Duration lifetime) {
        signIns.record(owner.accountId(), attempt);
        return tokens.forOwner(owner.accountId(), owner.email(), lifetime);
    }

    private Issued forOrganization(Proven token, Duration lifetime) {
        return tokens.forOrganization(
                token.id(), token.label(), token.organizationId(), token.scopes(), token.within(lifetime));
    }

    private static String require(String name, @Nullable String value, int lengthMax) {
        if (value == null || value.isBlank() || value.length() > lengthMax) {
            throw Refusal.VALUE_INVALID.because(name + " is needed, with at most " + lengthMax + " characters.");
        }
        return value;
    }
}
