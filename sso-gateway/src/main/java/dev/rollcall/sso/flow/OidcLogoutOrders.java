package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.oidc.LogoutOrder;
import dev.rollcall.sso.oidc.ProviderCalls;
import dev.rollcall.sso.oidc.RelyingParty;
import dev.rollcall.sso.oidc.Verdict;
import dev.rollcall.sso.session.IdpOrder;
import dev.rollcall.sso.session.MemberSessions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Logouts that an OpenID provider orders behind the browser's back (OIDC Back-Channel Logout 1.0). They count whatever the connection's state. */
@ApplicationScoped
class OidcLogoutOrders {
    private static final Logger LOG = Logger.getLogger(OidcLogoutOrders.class);

    private final Membership membership;
    private final UsedMessages used;
    private final MemberSessions sessions;
    private final OidcSettings settings;
    private final RelyingParty relyingParty;
    private final ProviderCalls calls;

    OidcLogoutOrders(
            Membership membership,
            UsedMessages used,
            MemberSessions sessions,
            OidcSettings settings,
            RelyingParty relyingParty,
            ProviderCalls calls) {
        this.membership = membership;
        this.used = used;
        this.sessions = sessions;
        this.settings = settings;
        this.relyingParty = relyingParty;
        this.calls = calls;
    }

    /** Carries the order out; else says which check failed. Refused as CONNECTION_UNKNOWN or UNAVAILABLE. */
    Optional<String> carryOut(UUID connectionId, String token) {
        SignInConnection connection = membership.requireConnection(connectionId);
        if (!(connection.idp() instanceof IdpSettings.Oidc idp)) {
            return Optional.of("protocol");
        }
        Optional<String> objection = switch (judged(connection, idp, token)) {
            case Verdict.TurnedDown<LogoutOrder> down ->
                Optional.of(down.objection().why().code());
            case Verdict.Accepted<LogoutOrder> accepted ->
                end(connectionId, accepted.value()) ? Optional.empty() : Optional.of("replay");
        };
        objection.ifPresent(
                check -> LOG.infof("A logout token over connection %s was refused: %s", connectionId, check));
        return objection;
    }

    private Verdict<LogoutOrder> judged(SignInConnection connection, IdpSettings.Oidc idp, String token) {
        try (var seat = calls.enter(connection.id())) {
            return relyingParty.logout(settings.client(connection, idp), token);
        }
    }

    /** Noted and carried out in one. @return false for one that was carried out before */
    private boolean end(UUID connectionId, LogoutOrder order) {
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean first = used.use(connectionId, UsedMessages.Kind.LOGOUT_TOKEN, order.tokenId(), order.notedUntil());
            if (first) {
                String session = order.sessionIndex();
                int ended = sessions.end(new IdpOrder(
                        connectionId,
                        order.subject(),
                        session == null ? List.of() : List.of(session),
                        order.issuedAt()));
                LOG.infof("The provider of connection %s ended %d sessions", connectionId, ended);
            }
            return first;
        });
    }
}
