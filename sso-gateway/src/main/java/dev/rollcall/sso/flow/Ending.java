package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.session.SessionSecret;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the browser gets in the end. */
sealed interface Ending {
    /** @param path of ours to go on at */
    record In(SessionSecret session, Duration lifetime, String path) implements Ending {}

    /** A page that says why not. */
    record Out(int status, String title, String detail, String code, String traceId) implements Ending {}

    /**
     * An owner's test sign-in.
     *
     * @param failure that ended it before the decision; null when there was one
     */
    record Tried(
            String connection,
            String traceId,
            Optional<ProvenIdentity> identity,
            Optional<SignInAnswer> answer,
            @Nullable FlowFailure failure)
            implements Ending {}
}
