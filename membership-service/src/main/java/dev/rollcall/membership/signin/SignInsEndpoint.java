package dev.rollcall.membership.signin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInApi;
import dev.rollcall.contract.signin.SignInRequest;
import dev.rollcall.contract.signin.SignInWish;
import dev.rollcall.kit.Trace;
import io.smallrye.common.annotation.Blocking;
import java.util.List;
import java.util.Objects;

/** The question of sso-gateway, and of nobody else. */
@Blocking
public class SignInsEndpoint implements SignInApi {
    private final SignInDecisions decisions;
    private final PlainEntries plain;

    SignInsEndpoint(SignInDecisions decisions, PlainEntries plain) {
        this.decisions = decisions;
        this.plain = plain;
    }

    @Override
    public SignInAnswer decide(SignInRequest request) {
        if (request == null) {
            throw Refusal.REQUEST_MALFORMED.because("A sign-in needs a body.");
        }
        return decisions.decide(request, Trace.current());
    }

    @Override
    public SignInWish.Decided decideTogether(List<SignInWish> wishes) {
        if (wishes == null
                || wishes.size() > SignInWish.TOGETHER_MAX
                || wishes.stream().anyMatch(Objects::isNull)) {
            throw Refusal.REQUEST_MALFORMED.because(
                    "Up to " + SignInWish.TOGETHER_MAX + " sign-ins are decided at once, each with its request.");
        }
        if (wishes.size() == 1) {
            SignInWish only = wishes.getFirst();
            return new SignInWish.Decided(List.of(decisions.decide(only.request(), Trace.of(only.traceparent()))));
        }
        return new SignInWish.Decided(plain.enter(wishes));
    }
}
