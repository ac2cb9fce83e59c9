package dev.rollcall.membership.signin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.LinkSignInApi;
import dev.rollcall.contract.signin.SignInAnswer;
import io.smallrye.common.annotation.Blocking;

/** The questions of sso-gateway about links that are mailed, and of nobody else. */
@Blocking
public class LinkSignInsEndpoint implements LinkSignInApi {
    private final LinkDecisions decisions;

    LinkSignInsEndpoint(LinkDecisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Prospect prospect(LinkAddress address) {
        if (address == null || address.email() == null) {
            throw Refusal.REQUEST_MALFORMED.because("An address is needed.");
        }
        return decisions.prospect(address.email());
    }

    @Override
    public SignInAnswer decide(LinkSignIn request) {
        if (request == null) {
            throw Refusal.REQUEST_MALFORMED.because("A sign-in needs a body.");
        }
        return decisions.decide(request);
    }
}
