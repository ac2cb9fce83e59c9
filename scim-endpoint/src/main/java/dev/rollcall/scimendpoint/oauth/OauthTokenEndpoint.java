package dev.rollcall.scimendpoint.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.oauth.OauthFault.Code;
import dev.rollcall.scimendpoint.token.Clients;
import dev.rollcall.scimendpoint.token.Judgement;
import dev.rollcall.scimendpoint.token.OauthTokens;
import dev.rollcall.scimendpoint.token.Presented;
import dev.rollcall.scimendpoint.token.WithoutToken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** RFC 6749 §4.4: the token endpoint, for the one grant that needs no person. */
@Path("/scim/v2/oauth/token")
@WithoutToken
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class OauthTokenEndpoint {
    /** The scope of every token; a client need not ask for it (§3.3). */
    static final String SCOPE = "scim";

    /** Long enough to be worth the trip, short enough for one that leaked; a deleted client's end within seconds anyway. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final int BODY_MAX = 8 << 10; // four short parameters, and whatever else a client adds

    private final Clients clients;
    private final OauthTokens tokens;
    private final TokenLimits limits;

    OauthTokenEndpoint(Clients clients, OauthTokens tokens, TokenLimits limits) {
        this.clients = clients;
        this.tokens = tokens;
        this.limits = limits;
    }

    @POST
    public Response token(RoutingContext request, InputStream body) {
        Exchange exchange = Exchange.of(request);
        var headers = request.request().headers();
        var client = TokenRequestRules.read(headers.get("Authorization"), headers.get("Content-Type"), text(body))
                .client();
        exchange.tokenPublicId(client.publicId());
        var proof = client.proof(address(request.request().remoteAddress()));
        Judgement.Known known = require(
                new Presented.Client(proof.publicId(), proof.secretSha256()),
                proof.remoteAddress(),
                exchange.receivedAt());
        ScimClient owner = known.client();
        exchange.client(owner, known.userType());
        if (!owner.scimEnabled()) {
            throw new OauthFault(
                    Code.UNAUTHORIZED_CLIENT,
                    "SCIM is switched off for connection '" + owner.connectionName() + "': an owner must enable it.");
        }
        if (!limits.mayHave(client.publicId())) {
            throw new OauthFault(
                    Code.TOO_OFTEN,
                    "This client asks too often: an access token counts for an hour, keep it that long.");
        }
        return granted(client.publicId(), owner, exchange.receivedAt());
    }

    private Judgement.Known require(Presented.Client shown, @Nullable String address, Instant now) {
        if (!clients.wasGood(shown) && !limits.mayTry(address)) {
            throw new OauthFault(Code.TOO_OFTEN, "Too many wrong secrets came from this address; wait a minute.");
        }
        Judgement judgement;
        try {
            judgement = clients.judge(shown, address).join();
        } catch (Refused refused) {
            throw new OauthFault(Code.TOO_OFTEN, refused.detail());
        }
        switch (judgement) {
            case Judgement.Known known -> {
                ScimClient owner = known.client();
                if (owner.expiresAt() == null || now.isBefore(owner.expiresAt())) {
                    return known;
                }
            }
            case Judgement.Unknown unknown -> limits.failed(address);
            case Judgement.Unjudged unjudged -> throw unjudged(unjudged.failure());
        }
        throw new OauthFault(
                Code.INVALID_CLIENT, "The client's id or secret is wrong, or the client was deleted or has expired.");
    }

    /** What is nobody's doing is told in this endpoint's form; what is broken, like everything broken. */
    private static RuntimeException unjudged(RuntimeException failure) {
        return failure instanceof Refused refused && refused.refusal().kind() == Refusal.Kind.UNAVAILABLE
                ? new OauthFault(Code.TEMPORARILY_UNAVAILABLE, refused.detail())
                : failure;
    }

    private Response granted(String publicId, ScimClient owner, Instant now) {
        Instant full = now.plus(LIFETIME);
        Instant end = owner.expiresAt() != null && owner.expiresAt().isBefore(full) ? owner.expiresAt() : full;
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("access_token", tokens.issue(publicId, end));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", Math.max(0, end.getEpochSecond() - now.getEpochSecond()));
        answer.put("scope", SCOPE);
        return Response.ok(answer)
                .header("Cache-Control", "no-store") // §5.1
                .header("Pragma", "no-cache")
                .build();
    }

    private static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(BODY_MAX + 1);
            if (bytes.length > BODY_MAX) {
                throw new OauthFault(Code.INVALID_REQUEST, "The body is larger than " + BODY_MAX + " bytes.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String address(@Nullable SocketAddress remote) {
        return remote == null ? null : remote.hostAddress();
    }
}
