package dev.rollcall.sso.flow;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.kit.Trace;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.saml.LogoutAnswer;
import dev.rollcall.sso.saml.SamlConnection;
import dev.rollcall.sso.saml.SamlLogouts;
import dev.rollcall.sso.saml.SamlLogouts.Verdict;
import dev.rollcall.sso.samlkey.OurSamlKeys;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.session.IdpOrder;
import dev.rollcall.sso.session.MemberSessions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Logouts that a SAML identity provider orders. They count whatever the connection's state: ending is always allowed. */
@ApplicationScoped
class SamlLogoutOrders {
    private static final Logger LOG = Logger.getLogger(SamlLogoutOrders.class);
    private static final int BAD_REQUEST = 400;
    private static final int BAD_GATEWAY = 502;

    private final Membership membership;
    private final UsedMessages used;
    private final MemberSessions sessions;
    private final SamlSettings settings;
    private final OurSamlKeys keys;
    private final Clock clock;

    SamlLogoutOrders(
            Membership membership,
            UsedMessages used,
            MemberSessions sessions,
            SamlSettings settings,
            OurSamlKeys keys,
            Clock clock) {
        this.membership = membership;
        this.used = used;
        this.sessions = sessions;
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /** What the browser that brought the order gets. */
    sealed interface Done {
        /** @param address at the identity provider, with our answer */
        record Back(String address) implements Done {}

        /** There is nobody to answer, or nowhere to answer at. */
        record Here() implements Done {}

        record Refused(Ending.Out page) implements Done {}
    }

    Done carryOut(UUID connectionId, String rawQuery) {
        SignInConnection connection = membership.requireConnection(connectionId);
        if (!(connection.idp() instanceof IdpSettings.Saml idp)) {
            throw Refusal.CONNECTION_UNKNOWN.because("This connection does not speak SAML.");
        }
        Instant now = clock.instant();
        String ours = settings.addresses(connectionId).logoutUrl();
        SamlConnection believed = settings.connection(connectionId, idp);
        Optional<SamlLogouts.Answer> answer = SamlLogouts.answer(rawQuery, believed, now);
        if (answer.isPresent()) { // to a request of ours, see SamlSignOut
            return switch (answer.get()) {
                case DONE -> new Done.Here();
                case NOT_DONE -> notConfirmed();
            };
        }
        return switch (SamlLogouts.validate(rawQuery, believed, ours, now)) {
            case Verdict.Refused no -> refused(connectionId, no.why().code());
            case Verdict.Accepted order ->
                end(connectionId, order) ? answer(connectionId, idp, order, now) : refused(connectionId, "replay");
        };
    }

    /** Noted and carried out in one: an order that was noted is never half done. @return false for one that was carried out before */
    private boolean end(UUID connectionId, Verdict.Accepted order) {
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean first =
                    used.use(connectionId, UsedMessages.Kind.LOGOUT_REQUEST, order.requestId(), order.rememberUntil());
            if (first) {
                int ended = sessions.end(
                        new IdpOrder(connectionId, order.nameId(), order.sessionIndexes(), order.issuedAt()));
                LOG.infof("The identity provider of connection %s ended %d sessions", connectionId, ended);
            }
            return first;
        });
    }

    private Done answer(UUID connectionId, IdpSettings.Saml idp, Verdict.Accepted order, Instant now) {
        String back = idp.logoutUrl();
        if (back == null) {
            return new Done.Here();
        }
        LogoutAnswer answer = new LogoutAnswer(
                "_" + Fresh.secret(),
                order.requestId(),
                now,
                back,
                settings.addresses(connectionId).entityId());
        return new Done.Back(answer.redirect(order.relayState(), keys.ring().current()));
    }

    private static Done notConfirmed() {
        return new Done.Refused(new Ending.Out(
                BAD_GATEWAY,
                "You are signed out here only",
                "Your identity provider says that it did not sign you out there. Sign out there, too, or close your browser.",
                "logout_not_confirmed",
                Trace.current().traceId()));
    }

    private static Done refused(UUID connectionId, String check) {
        LOG.infof("A logout request over connection %s was refused: %s", connectionId, check);
        return new Done.Refused(new Ending.Out(
                BAD_REQUEST,
                "You are not signed out",
                "The logout request of your identity provider was not accepted. Sign out here instead.",
                check,
                Trace.current().traceId()));
    }
}
