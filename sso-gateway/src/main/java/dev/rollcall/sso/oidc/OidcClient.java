package dev.rollcall.sso.oidc;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this service is at one connection's provider, as the connection's row says: read at the start of a flow and again at its end.
 *
 * @param connectionId whose keys count: a token signed with another connection's is turned down, whatever client id both have
 * @param version another one means that the connection was changed
 * @param redirectUri the connection's own, {@code …/oidc/{connection}/callback}
 * @param scopes {@code openid} among them
 * @param algorithms with which the provider may sign its tokens, some of {@link SignedJwt#ALGORITHMS}
 * @param groupsClaim where this provider puts groups; null when they are not read at sign-in, which is the default (R-GRP-14)
 */
public record OidcClient(
        UUID connectionId,
        long version,
        Provider provider,
        String clientId,
        ClientAuthentication authentication,
        String redirectUri,
        List<String> scopes,
        Set<String> algorithms,
        @Nullable String groupsClaim) {
    static final List<String> USUAL_SCOPES = List.of("openid", "profile", "email");

    public OidcClient {
        scopes = List.copyOf(scopes);
        algorithms = Set.copyOf(algorithms);
        if (clientId.isBlank() || !scopes.contains("openid")) {
            throw new IllegalArgumentException("A client has an id and asks for the scope openid.");
        }
        if (algorithms.isEmpty() || !SignedJwt.ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException("ID tokens are signed with some of " + SignedJwt.ALGORITHMS + ".");
        }
    }
}
