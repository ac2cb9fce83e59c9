package dev.rollcall.sso.flow;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.flow.LoginRequest.Question;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.oidc.OidcClient;
import dev.rollcall.sso.oidc.OidcLoginRequest;
import dev.rollcall.sso.oidc.ProviderCalls;
import dev.rollcall.sso.oidc.RelyingParty;
import dev.rollcall.sso.oidc.Verdict;
import dev.rollcall.sso.saml.AuthnRequest;
import dev.rollcall.sso.samlkey.OurSamlKeys;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.secret.Sha256;
import dev.rollcall.sso.session.MemberSessions;
import dev.rollcall.sso.signin.FlowLimits;
import dev.rollcall.sso.trace.FlowTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins sign-ins: a row here, a question to the identity provider there. */
@ApplicationScoped
class FlowStarts {
    /** Nobody can bend where a sign-in leads to: what comes with a request is not looked at. */
    private static final String AFTERWARDS = "/account";

    private final Membership membership;
    private final LoginRequests requests;
    private final SamlSettings saml;
    private final OidcSettings oidc;
    private final OurSamlKeys keys;
    private final RelyingParty relyingParty;
    private final ProviderCalls calls;
    private final MemberSessions sessions;
    private final FlowLimits limits;
    private final FlowTraces traces;
    private final FlowEndings endings;
    private final Clock clock;

    FlowStarts(
            Membership membership,
            LoginRequests requests,
            SamlSettings saml,
            OidcSettings oidc,
            OurSamlKeys keys,
            RelyingParty relyingParty,
            ProviderCalls calls,
            MemberSessions sessions,
            FlowLimits limits,
            FlowTraces traces,
            FlowEndings endings,
            Clock clock) {
        this.membership = membership;
        this.requests = requests;
        this.saml = saml;
        this.oidc = oidc;
        this.keys = keys;
        this.relyingParty = relyingParty;
        this.calls = calls;
        this.sessions = sessions;
        this.limits = limits;
        this.traces = traces;
        this.endings = endings;
        this.clock = clock;
    }

    /** What a start comes to. */
    sealed interface Start {
        /**
         * @param address at the identity provider
         * @param browserSecret for the cookie that ties the answer to this browser
         */
        record Away(String address, Protocol protocol, String browserSecret) implements Start {}

        record Failed(Ending ending) implements Start {}
    }

    /** A question to the identity provider, and the row that awaits its answer. */
    private record Asked(String address, LoginRequest request) {}

    /** Somebody wants in over that connection; refused as CONNECTION_UNKNOWN, RATE_LIMITED or UNAVAILABLE. */
    Start start(UUID connectionId, @Nullable String email, Browser browser) {
        return start(requireConnection(connectionId, browser), email, browser, false);
    }

    /** As it is now; each asking counts. */
    SignInConnection requireConnection(UUID connectionId, Browser browser) {
        limits.require(browser.attempt());
        return membership.requireConnection(connectionId);
    }

    /** An owner tries the connection; whether it is one has been seen to. */
    Start test(SignInConnection connection, Browser browser) {
        return start(connection, null, browser, true);
    }

    private Start start(SignInConnection connection, @Nullable String email, Browser browser, boolean test) {
        IdpSettings idp = connection.idp();
        if (idp == null || !FlowEndings.isOpen(connection, test)) {
            throw Refusal.CONNECTION_UNKNOWN.because(FixedTexts.CONNECTION_OFF);
        }
        Protocol protocol = switch (idp) {
            case IdpSettings.Saml ignored -> Protocol.SAML;
            case IdpSettings.Oidc ignored -> Protocol.OIDC;
        };
        UUID id = Fresh.id();
        OpenFlow flow = new OpenFlow(
                connection, protocol, id, test, browser, traces.begin(id, protocol, connection.id(), test));
        try {
            requireOwnDomain(flow, email);
            String known = browser.secret(protocol);
            String secret = known == null ? Fresh.secret() : known; // several tabs of one browser share one cookie
            Asked asked = switch (idp) {
                case IdpSettings.Saml settings -> askSaml(flow, settings, secret);
                case IdpSettings.Oidc settings -> askOidc(flow, settings, secret, email);
            };
            flow.trace().step("sent", "The browser was sent to the identity provider.");
            requests.begin(asked.request(), flow.trace());
            return new Start.Away(asked.address(), protocol, secret);
        } catch (FlowFailed failed) {
            return new Start.Failed(endings.failed(flow, failed.failure()));
        }
    }

    /** A connection that was picked for somebody else's address leads them to a stranger's identity provider (R-SSO-9). */
    private static void requireOwnDomain(OpenFlow flow, @Nullable String email) throws FlowFailed {
        if (email == null) {
            return;
        }
        String domain = AddressDomain.of(email);
        if (!flow.connection().domains().contains(domain)) {
            throw new FlowFailed(new FlowFailure(
                    FlowDenial.DOMAIN_UNVERIFIED,
                    "domain_unverified",
                    FixedTexts.domainUnverified(domain, flow.trace().mnemonic()),
                    "The address's domain is not verified for the connection.",
                    "one of " + flow.connection().domains(),
                    domain,
                    "Verify the domain, and add it to the connection."));
        }
    }

    private Asked askSaml(OpenFlow flow, IdpSettings.Saml idp, String secret) {
        SignInAddresses ours = saml.addresses(flow.connection().id());
        // An XML ID begins with a letter or an underscore.
        Question.Saml question = new Question.Saml("_" + Fresh.secret());
        Instant now = clock.instant();
        LoginRequest request = request(flow, Fresh.secret(), question, secret, now);
        AuthnRequest asked = new AuthnRequest(
                question.requestId(),
                now,
                idp.signOnUrl(),
                ours.entityId(),
                ours.acsUrl(),
                SamlSettings.form(idp.nameId()),
                false);
        return new Asked(asked.redirect(request.id(), keys.ring().current()), request);
    }

    private Asked askOidc(OpenFlow flow, IdpSettings.Oidc idp, String secret, @Nullable String email)
            throws FlowFailed {
        OidcClient client = oidc.client(flow.connection(), idp);
        Instant now = clock.instant();
        OidcLoginRequest asked = OidcLoginRequest.fresh(client, secret, null, AFTERWARDS, now);
        String address = begun(flow, client, asked, email);
        Question.Oidc question = new Question.Oidc(asked.nonce(), asked.codeVerifier());
        return new Asked(address, request(flow, asked.state(), question, secret, now));
    }

    private String begun(OpenFlow flow, OidcClient client, OidcLoginRequest asked, @Nullable String email)
            throws FlowFailed {
        try (var seat = calls.enter(flow.connection().id())) {
            return switch (relyingParty.begin(client, asked, email, null)) {
                case Verdict.Accepted<String> accepted -> accepted.value();
                case Verdict.TurnedDown<String> down ->
                    throw new FlowFailed(
                            FlowFailure.of(down.objection(), flow.connection().name()));
            };
        }
    }

    private LoginRequest request(OpenFlow flow, String id, Question question, String secret, Instant now) {
        return new LoginRequest(
                id,
                question,
                flow.connection().id(),
                flow.connection().version(),
                Sha256.of(secret),
                AFTERWARDS,
                sessions.current(flow.browser().session()).orElse(null),
                flow.id(),
                flow.trace().mnemonic(),
                flow.test(),
                now.plus(LoginRequest.LIFETIME),
                null);
    }
}
