package dev.rollcall.sso.flow;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInRequest;
import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.session.MemberSessions;
import dev.rollcall.sso.session.MemberSignIn;
import dev.rollcall.sso.session.SessionSecret;
import dev.rollcall.sso.signin.Denials;
import dev.rollcall.sso.signin.FailedFlow;
import dev.rollcall.sso.trace.FlowTraces;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The end of every sign-in, whatever its protocol: the decision is asked for, and a session opened or a page made. */
@ApplicationScoped
class FlowEndings {
    private static final Logger LOG = Logger.getLogger(FlowEndings.class);
    private static final int FORBIDDEN = 403;

    private final Membership membership;
    private final MemberSessions sessions;
    private final Denials denials;
    private final FlowTraces traces;

    FlowEndings(Membership membership, MemberSessions sessions, Denials denials, FlowTraces traces) {
        this.membership = membership;
        this.sessions = sessions;
        this.denials = denials;
        this.traces = traces;
    }

    /** Proves who somebody is; whatever it needs is spent by then. */
    interface Proof {
        ProvenIdentity of(OpenFlow flow) throws FlowFailed;
    }

    /** From the proof to what the browser gets. The trace is written in any case. */
    Ending end(OpenFlow flow, LoginRequest request, Proof proof) {
        try {
            requireUnchanged(flow, request);
            return decided(flow, request, proof.of(flow));
        } catch (FlowFailed failed) {
            FlowFailure failure = failed.failure();
            flow.trace().failed(failure.check(), failure.expected(), failure.received(), failure.setting());
            isTold(flow, failure);
            return shown(flow, failure);
        } finally {
            traces.write(flow.trace());
        }
    }

    /** A flow that never came so far. Anybody can bring such answers: those that are only counted leave no trace either. */
    Ending failed(OpenFlow flow, FlowFailure failure) {
        flow.trace().failed(failure.check(), failure.expected(), failure.received(), failure.setting());
        if (isTold(flow, failure)) {
            traces.write(flow.trace());
        }
        return shown(flow, failure);
    }

    /** Whoever switches a connection off, or takes a key from it, means the sign-ins under way, too. */
    private static void requireUnchanged(OpenFlow flow, LoginRequest request) throws FlowFailed {
        SignInConnection connection = flow.connection();
        if (!isOpen(connection, request.test())) {
            throw new FlowFailed(new FlowFailure(
                    FlowDenial.CONNECTION_CHANGED,
                    "connection_disabled",
                    FixedTexts.CONNECTION_OFF,
                    FixedTexts.CONNECTION_OFF,
                    "an active connection",
                    connection.state().name(),
                    "Switch the connection on."));
        }
        if (connection.version() != request.connectionVersion()) {
            throw new FlowFailed(new FlowFailure(
                    FlowDenial.CONNECTION_CHANGED,
                    "connection_changed",
                    FixedTexts.CONNECTION_CHANGED,
                    FixedTexts.CONNECTION_CHANGED,
                    "the connection as it was when the sign-in began",
                    "a changed one",
                    null));
        }
    }

    /** People sign in over active connections; an owner tries one while it is set up, too. */
    static boolean isOpen(SignInConnection connection, boolean test) {
        return switch (connection.state()) {
            case ACTIVE -> true;
            case DRAFT, TESTED -> test;
            case DISABLED -> false;
        };
    }

    private Ending decided(OpenFlow flow, LoginRequest request, ProvenIdentity identity) throws FlowFailed {
        flow.trace().read(identity);
        if (Persons.sentSeveralRoles(identity)) {
            flow.trace().step("role", "Several values of dockerRole were sent; none of them counts.");
        }
        SignInAnswer answer = decide(flow, identity);
        flow.trace().decided(answer);
        if (flow.test()) {
            return tried(flow, answer);
        }
        return switch (answer) {
            case SignInAnswer.Granted granted -> in(flow, request, identity, granted);
            case SignInAnswer.Denied denied ->
                new Ending.Out(
                        FORBIDDEN,
                        denied.title(),
                        denied.detail(),
                        denied.refusal().name(),
                        flow.trace().mnemonic());
            case SignInAnswer.Foreseen foreseen ->
                throw new IllegalStateException("A sign-in was taken for a test: row " + foreseen.row());
        };
    }

    private SignInAnswer decide(OpenFlow flow, ProvenIdentity identity) throws FlowFailed {
        try {
            return membership.decide(new SignInRequest(
                    flow.connection().id(),
                    flow.connection().version(),
                    flow.id(),
                    flow.trace().mnemonic(),
                    Persons.of(identity),
                    flow.test()));
        } catch (Refused refused) {
            throw new FlowFailed(
                    switch (refused.refusal()) {
                        case CONNECTION_UNKNOWN, VALUE_INVALID ->
                            FlowFailure.of(
                                    FlowDenial.CONNECTION_CHANGED,
                                    "connection_changed",
                                    FixedTexts.CONNECTION_CHANGED,
                                    null);
                        default ->
                            FlowFailure.of(
                                    FlowDenial.MEMBERSHIP_UNAVAILABLE,
                                    "membership_unavailable",
                                    FixedTexts.UNAVAILABLE,
                                    null);
                    });
        }
    }

    private Ending in(OpenFlow flow, LoginRequest request, ProvenIdentity identity, SignInAnswer.Granted granted) {
        MemberSignIn signIn = new MemberSignIn(
                flow.connection().id(),
                identity.protocol(),
                identity.issuer(),
                identity.subject(),
                identity.sessionIndex(),
                identity.sessionMinutes(),
                identity.authenticatedAt(),
                granted);
        SessionSecret session =
                sessions.openInsteadOf(request.before(), signIn, flow.browser().attempt());
        return new Ending.In(session, signIn.lifetime(), request.redirectAfter());
    }

    private Ending tried(OpenFlow flow, SignInAnswer answer) {
        if (answer instanceof SignInAnswer.Foreseen) {
            try {
                membership.tested(flow.connection().id(), flow.connection().version());
            } catch (Refused refused) {
                LOG.warnf(
                        "The test of connection %s could not be noted: %s",
                        flow.connection().id(), refused.detail());
            }
        }
        return new Ending.Tried(flow.trace());
    }

    /** Tells the denial, or counts it where there are many; a test's is nobody's business but the owner's who sees it. */
    private boolean isTold(OpenFlow flow, FlowFailure failure) {
        FailedFlow denied = new FailedFlow(
                flow.connection().id(),
                flow.connection().organizationId(),
                flow.id(),
                flow.trace().mnemonic(),
                flow.method(),
                failure.why().name(),
                failure.check(),
                failure.told());
        return flow.test() || denials.record(denied, flow.browser().attempt());
    }

    private static Ending shown(OpenFlow flow, FlowFailure failure) {
        return flow.test()
                ? new Ending.Tried(flow.trace())
                : new Ending.Out(
                        failure.why().status(),
                        "You are not signed in",
                        failure.detail(),
                        failure.check(),
                        flow.trace().mnemonic());
    }
}
