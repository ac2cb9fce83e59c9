package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.flow.LoginRequest.Question;
import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.saml.SamlConnection;
import dev.rollcall.sso.saml.SamlRefusal;
import dev.rollcall.sso.saml.SamlRequest;
import dev.rollcall.sso.saml.SamlResponses;
import dev.rollcall.sso.saml.SamlVerdict;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.trace.FlowTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What comes back over SAML. The order is that of sign-ins with OpenID Connect: whose, whether it may, what it says, whether it is new. */
@ApplicationScoped
class SamlAnswers {
    private final Membership membership;
    private final LoginRequests requests;
    private final UsedMessages used;
    private final SamlSettings settings;
    private final FlowEndings endings;
    private final FlowTraces traces;
    private final Clock clock;

    SamlAnswers(
            Membership membership,
            LoginRequests requests,
            UsedMessages used,
            SamlSettings settings,
            FlowEndings endings,
            FlowTraces traces,
            Clock clock) {
        this.membership = membership;
        this.requests = requests;
        this.used = used;
        this.settings = settings;
        this.endings = endings;
        this.traces = traces;
        this.clock = clock;
    }

    /**
     * Judges an answer; refused as CONNECTION_UNKNOWN or UNAVAILABLE.
     *
     * @param response the form field {@code SAMLResponse}; null when it was not there
     * @param relayState null when it was not there
     */
    Ending answer(UUID connectionId, @Nullable String response, @Nullable String relayState, Browser browser) {
        // Anew, not as it was at the start: it may have been switched off, or its keys taken away.
        SignInConnection connection = membership.requireConnection(connectionId);
        return switch (requests.spend(relayState, Protocol.SAML, connectionId, browser.sha256(Protocol.SAML))) {
            case Spent.Mine mine -> {
                LoginRequest request = mine.request();
                var trace =
                        traces.resume(request.flow(), request.mnemonic(), Protocol.SAML, connectionId, request.test());
                OpenFlow flow = new OpenFlow(connection, Protocol.SAML, request.flow(), request.test(), browser, trace);
                yield endings.end(flow, request, open -> proof(open, request, response));
            }
            case Spent.Lost lost -> lost(connection, lost, response, browser);
        };
    }

    private ProvenIdentity proof(OpenFlow flow, LoginRequest request, @Nullable String response) throws FlowFailed {
        SignInConnection connection = flow.connection();
        if (!(connection.idp() instanceof IdpSettings.Saml idp)
                || !(request.question() instanceof Question.Saml question)) {
            throw new FlowFailed(FlowFailure.lost(Spent.Why.STATE_UNKNOWN));
        }
        SamlConnection believed = settings.connection(connection.id(), idp);
        SamlVerdict verdict = SamlResponses.validate(
                response == null ? "" : response, believed, new SamlRequest(question.requestId(), clock.instant()));
        return switch (verdict) {
            case SamlVerdict.Refused refused -> throw new FlowFailed(FlowFailure.of(refused, connection.name()));
            case SamlVerdict.Accepted accepted -> {
                flow.trace()
                        .step(
                                "verified",
                                "Signed by the key of " + accepted.signedBy().getSubjectX500Principal());
                requireNew(connection.id(), accepted);
                yield accepted.identity();
            }
        };
    }

    private void requireNew(UUID connectionId, SamlVerdict.Accepted accepted) throws FlowFailed {
        if (!used.use(connectionId, UsedMessages.Kind.ASSERTION, accepted.assertionId(), accepted.rememberUntil())) {
            throw new FlowFailed(new FlowFailure(
                    FlowDenial.REPLAY,
                    "replay",
                    FixedTexts.REPLAY,
                    FixedTexts.REPLAY,
                    "an assertion that was not used before",
                    accepted.assertionId(),
                    null));
        }
    }

    /** A flow of its own, so that nobody writes into the trace of somebody else's. */
    private Ending lost(SignInConnection connection, Spent.Lost lost, @Nullable String response, Browser browser) {
        UUID id = Fresh.id();
        var trace = traces.begin(id, Protocol.SAML, connection.id(), false);
        OpenFlow flow = new OpenFlow(connection, Protocol.SAML, id, false, browser, trace);
        return endings.failed(flow, idpInitiated(connection, response).orElseGet(() -> FlowFailure.lost(lost.why())));
    }

    /** Whether the identity provider began it (R-SSO-8): told only to a message that would be believed otherwise. */
    private Optional<FlowFailure> idpInitiated(SignInConnection connection, @Nullable String response) {
        if (response == null || !(connection.idp() instanceof IdpSettings.Saml idp)) {
            return Optional.empty();
        }
        SamlConnection believed = settings.connection(connection.id(), idp);
        return switch (SamlResponses.validate(response, believed, new SamlRequest(null, clock.instant()))) {
            case SamlVerdict.Refused refused ->
                refused.why() == SamlRefusal.IDP_INITIATED_NOT_ENABLED
                        ? Optional.of(FlowFailure.of(refused, connection.name()))
                        : Optional.empty();
            case SamlVerdict.Accepted accepted ->
                throw new IllegalStateException(
                        "An answer was believed to which there is no request: " + accepted.assertionId());
        };
    }
}
