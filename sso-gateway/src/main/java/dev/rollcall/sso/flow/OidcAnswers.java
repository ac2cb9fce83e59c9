package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.flow.LoginRequest.Question;
import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.oidc.Callback;
import dev.rollcall.sso.oidc.OidcLoginRequest;
import dev.rollcall.sso.oidc.ProviderCalls;
import dev.rollcall.sso.oidc.RelyingParty;
import dev.rollcall.sso.oidc.Verdict;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.signin.FlowLimits;
import dev.rollcall.sso.trace.FlowTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What comes back over OpenID Connect. */
@ApplicationScoped
class OidcAnswers {
    private final Membership membership;
    private final LoginRequests requests;
    private final OidcSettings settings;
    private final RelyingParty relyingParty;
    private final ProviderCalls calls;
    private final FlowEndings endings;
    private final FlowTraces traces;
    private final FlowLimits limits;

    OidcAnswers(
            Membership membership,
            LoginRequests requests,
            OidcSettings settings,
            RelyingParty relyingParty,
            ProviderCalls calls,
            FlowEndings endings,
            FlowTraces traces,
            FlowLimits limits) {
        this.membership = membership;
        this.requests = requests;
        this.settings = settings;
        this.relyingParty = relyingParty;
        this.calls = calls;
        this.endings = endings;
        this.traces = traces;
        this.limits = limits;
    }

    /** Judges an answer that came in the query of the redirect URL; refused as RATE_LIMITED, CONNECTION_UNKNOWN or UNAVAILABLE. */
    Ending answer(UUID connectionId, Map<String, List<String>> parameters, Browser browser) {
        // Anew, not as it was at the start: it may have been switched off, or its client changed.
        limits.require(browser.attempt());
        SignInConnection connection = membership.requireConnection(connectionId);
        try (var seat = calls.enter(connectionId)) {
            return answer(
                    connection, new Callback(connectionId, true, parameters, browser.sha256(Protocol.OIDC)), browser);
        }
    }

    private Ending answer(SignInConnection connection, Callback callback, Browser browser) {
        UUID connectionId = connection.id();
        return switch (requests.spend(callback.value("state"), Protocol.OIDC, connectionId, callback.browserSha256())) {
            case Spent.Mine mine -> {
                LoginRequest request = mine.request();
                var trace =
                        traces.resume(request.flow(), request.mnemonic(), Protocol.OIDC, connectionId, request.test());
                OpenFlow flow = new OpenFlow(connection, Protocol.OIDC, request.flow(), request.test(), browser, trace);
                yield endings.end(flow, request, open -> proof(open, request, callback));
            }
            case Spent.Lost lost -> lost(connection, lost, browser);
        };
    }

    /** That the code counts once is the provider's to see to, and it is sent once: its request is spent by now. */
    private ProvenIdentity proof(OpenFlow flow, LoginRequest request, Callback callback) throws FlowFailed {
        SignInConnection connection = flow.connection();
        if (!(connection.idp() instanceof IdpSettings.Oidc idp)
                || !(request.question() instanceof Question.Oidc question)) {
            throw new FlowFailed(FlowFailure.lost(Spent.Why.STATE_UNKNOWN));
        }
        OidcLoginRequest asked = new OidcLoginRequest(
                request.id(),
                request.connectionId(),
                request.connectionVersion(),
                request.browserSha256(),
                question.nonce(),
                question.codeVerifier(),
                null,
                request.redirectAfter(),
                request.expiresAt(),
                null); // spent by this very answer
        return switch (relyingParty.finish(settings.client(connection, idp), asked, callback)) {
            case Verdict.Accepted<ProvenIdentity> accepted -> {
                flow.trace().step("verified", "The ID token was signed by the provider, for this sign-in.");
                yield accepted.value();
            }
            case Verdict.TurnedDown<ProvenIdentity> down ->
                throw new FlowFailed(FlowFailure.of(down.objection(), connection.name()));
        };
    }

    /** A flow of its own, so that nobody writes into the trace of somebody else's. The provider is not asked for anything. */
    private Ending lost(SignInConnection connection, Spent.Lost lost, Browser browser) {
        UUID id = Fresh.id();
        var trace = traces.begin(id, Protocol.OIDC, connection.id(), false);
        OpenFlow flow = new OpenFlow(connection, Protocol.OIDC, id, false, browser, trace);
        return endings.failed(flow, FlowFailure.lost(lost.why()));
    }
}
