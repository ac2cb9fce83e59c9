package dev.rollcall.contract.signin;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that is decided together with others that know nothing of it.
 *
 * @param traceparent of its own flow, which the call that carries many has not
 */
public record SignInWish(SignInRequest request, String traceparent) {
    /** Of one question: more flows than one replica has threads for. */
    public static final int TOGETHER_MAX = 32;

    public SignInWish {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(traceparent, "traceparent");
    }

    /** @param answers one for each, in their order; null for one that must be asked again, alone */
    public record Decided(List<@Nullable SignInAnswer> answers) {}
}
