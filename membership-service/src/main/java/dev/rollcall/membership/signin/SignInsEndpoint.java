package dev.rollcall.membership.signin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInApi;
import dev.rollcall.contract.signin.SignInRequest;
import io.smallrye.common.annotation.Blocking;

/** The question of sso-gateway, and of nobody else. */
@Blocking
public class SignInsEndpoint implements SignInApi {
    private final SignInDecisions decisions;

    SignInsEndpoint(SignInDecisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public SignInAnswer decide(SignInRequest request) {
        if (request == null) {
            throw Refusal.REQUEST_MALFORMED.because("A sign-in needs a body.");
        }
        return decisions.decide(request);
    }
}
