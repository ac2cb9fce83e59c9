package dev.rollcall.sso.link;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.LinkSignInApi.LinkSignIn;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.sso.link.EmailLink.Outcome;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.session.MemberSessions;
import dev.rollcall.sso.session.SessionSecret;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.Denials;
import dev.rollcall.sso.signin.Method;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** From a link's secret to a session. */
@ApplicationScoped
class LinkSignIns {
    private final EmailLinks links;
    private final Membership membership;
    private final MemberSessions sessions;
    private final Denials denials;

    LinkSignIns(EmailLinks links, Membership membership, MemberSessions sessions, Denials denials) {
        this.links = links;
        this.membership = membership;
        this.sessions = sessions;
        this.denials = denials;
    }

    /** What comes of it. */
    sealed interface Arrival {
        record In(SessionSecret session) implements Arrival {}

        record Out(String title, String detail, String code, String traceId) implements Arrival {}
    }

    /**
     * Spends the link before anything else is asked. Refused as CREDENTIALS_WRONG for one that is good for nothing (any more), and as UNAVAILABLE
     * when nobody can decide.
     *
     * @param before what the browser's session cookie holds: that session ends
     */
    Arrival arrive(String secret, Attempt attempt, Optional<SessionSecret> before) {
        EmailLink link = links.spend(secret).orElseThrow(() -> denials.record(unknown(), Method.EMAIL_LINK, attempt));
        SignInAnswer answer = decide(link);
        return switch (answer) {
            case SignInAnswer.Granted granted -> {
                SessionSecret session = sessions.openByLink(granted, attempt, before);
                links.ended(link.flow(), Outcome.GRANTED, null);
                yield new Arrival.In(session);
            }
            case SignInAnswer.Denied denied -> {
                links.ended(link.flow(), Outcome.DENIED, denied.refusal().name());
                if (denied.refusal() == Refusal.NOT_INVITED) {
                    // No organization is concerned, in whose log the decision would have told it.
                    denials.record(denied.refusal().because(denied.detail()), Method.EMAIL_LINK, attempt);
                }
                yield new Arrival.Out(
                        denied.title(), denied.detail(), denied.refusal().name(), link.mnemonic());
            }
            case SignInAnswer.Foreseen foreseen ->
                throw new IllegalStateException("A sign-in was taken for a test: row " + foreseen.row());
        };
    }

    private SignInAnswer decide(EmailLink link) {
        try {
            return membership.decide(new LinkSignIn(link.email(), link.flow(), link.mnemonic()));
        } catch (Refused refused) {
            links.ended(link.flow(), Outcome.DENIED, refused.refusal().name());
            throw refused.refusal() == Refusal.UNAVAILABLE
                    ? Refusal.UNAVAILABLE.because(
                            "We cannot look up your membership at the moment. Ask for a new link in a few minutes.")
                    : refused;
        }
    }

    static Refused unknown() {
        return Refusal.CREDENTIALS_WRONG.because(
                "This link was used already, is older than " + EmailLink.LIFETIME.toMinutes()
                        + " minutes, or was never given. Ask for a new one at the sign-in page.");
    }
}
