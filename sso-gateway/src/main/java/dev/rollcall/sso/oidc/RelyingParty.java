package dev.rollcall.sso.oidc;

import dev.rollcall.kit.outbound.Outbound;
import dev.rollcall.kit.outbound.PublishedKeys;
import dev.rollcall.sso.identity.ProvenIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One sign-in at a provider, from sending the browser there to knowing who uses it. What is checked is decided beside this; here is only the order. */
@ApplicationScoped
public class RelyingParty {
    /** Bytes of a userinfo answer. */
    private static final int USERINFO_MAX = 256 << 10;

    private final Outbound outbound;
    private final Discovery discovery;
    private final Clock clock;

    RelyingParty(Outbound outbound, Discovery discovery, Clock clock) {
        this.outbound = outbound;
        this.discovery = discovery;
        this.clock = clock;
    }

    /** The address at the provider that the browser is sent to; turned down when the provider cannot be reached or is misconfigured. */
    public Verdict<String> begin(
            OidcClient client, OidcLoginRequest request, @Nullable String loginHint, @Nullable String prompt) {
        return discovery
                .metadata(client.provider())
                .then(metadata -> Verdict.accepted(
                        new AuthorizationRequest(client, metadata, request, loginHint, prompt).address()));
    }

    /**
     * Who came back.
     *
     * @param client as the connection is now, not as it was at the start
     * @param request the one of the answer's state, as it was before it was consumed by this answer; null when there is none
     */
    public Verdict<ProvenIdentity> finish(OidcClient client, @Nullable OidcLoginRequest request, Callback callback) {
        return discovery.metadata(client.provider()).then(metadata -> {
            var objection = CallbackRules.objection(callback, request, client, metadata, clock.instant());
            String code = callback.value("code");
            if (objection.isEmpty() && request != null && code != null) {
                return tokens(client, metadata, request, code)
                        .then(tokens -> identity(client, metadata, request, tokens));
            }
            return new Verdict.TurnedDown<>(objection.orElseThrow());
        });
    }

    /** With which of the algorithms that we take the provider signs, by its discovery document: for whoever sets a connection up. */
    public Verdict<List<String>> algorithms(Provider provider) {
        return discovery.metadata(provider).then(metadata -> Verdict.accepted(metadata.algorithms()));
    }

    /** Where a browser can sign out at the provider; empty when it offers that nowhere or cannot be reached. */
    public Optional<String> logoutAddress(OidcClient client) {
        return switch (discovery.metadata(client.provider())) {
            case Verdict.Accepted<ProviderMetadata> accepted ->
                Optional.ofNullable(accepted.value().endSessionEndpoint())
                        .map(endpoint -> endpoint
                                + (endpoint.contains("?") ? "&" : "?")
                                + QueryString.of(Map.of("client_id", client.clientId())));
            case Verdict.TurnedDown<ProviderMetadata> ignored -> Optional.empty();
        };
    }

    /** What a logout token orders; its identifier still has to be looked up among those that were carried out. */
    public Verdict<LogoutOrder> logout(OidcClient client, String token) {
        Instant now = clock.instant();
        return discovery
                .metadata(client.provider())
                .then(metadata -> withKeys(metadata, keys -> SignedJwt.verify(token, client.algorithms(), keys)))
                .then(jwt -> Verdict.of(jwt, LogoutTokenRules.objection(jwt.type(), jwt.claims(), client, now)))
                .then(jwt -> Verdict.accepted(LogoutTokenRules.order(jwt.claims(), now)));
    }

    private Verdict<TokenAnswer> tokens(
            OidcClient client, ProviderMetadata metadata, OidcLoginRequest request, String code) {
        try {
            return TokenExchange.read(
                    outbound.send(TokenExchange.call(client, metadata, request, code, clock.instant())));
        } catch (IOException e) {
            return Discovery.unreachable(e);
        }
    }

    private Verdict<ProvenIdentity> identity(
            OidcClient client, ProviderMetadata metadata, OidcLoginRequest request, TokenAnswer tokens) {
        return withKeys(metadata, keys -> IdTokens.verify(tokens, keys, client, request, clock.instant()))
                .then(claims -> completed(client, metadata, tokens, claims))
                .then(claims -> ClaimReader.identity(claims, client));
    }

    /** A key that is not known may be new: one look, which {@link Discovery} allows once a minute. */
    private <T> Verdict<T> withKeys(ProviderMetadata metadata, Function<PublishedKeys, Verdict<T>> check) {
        return discovery.keys(metadata).then(keys -> {
            Verdict<T> verdict = check.apply(keys);
            boolean unknown = verdict instanceof Verdict.TurnedDown<T> no
                    && no.objection().why() == OidcRefusal.KEY_UNKNOWN;
            return unknown ? discovery.keysAfter(metadata, keys).then(check) : verdict;
        });
    }

    private Verdict<JsonDocument> completed(
            OidcClient client, ProviderMetadata metadata, TokenAnswer tokens, JsonDocument claims) {
        String endpoint = metadata.userinfoEndpoint();
        if (endpoint == null || tokens.accessToken() == null || !UserinfoRules.isNeeded(claims, client)) {
            return Verdict.accepted(claims);
        }
        var headers = Map.of("Accept", "application/json", "Authorization", "Bearer " + tokens.accessToken());
        try {
            return UserinfoRules.completed(
                    claims, outbound.require(new Outbound.Call(endpoint, headers, null, USERINFO_MAX)), client);
        } catch (IOException e) {
            return Discovery.unreachable(e);
        }
    }
}
