package dev.rollcall.transparencylog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** That something is refused, and why. */
public final class Refusals {
    private Refusals() {}

    public static void assertRefused(LogRefusal.Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LogRefusal.class,
                        refusal -> org.assertj.core.api.Assertions.assertThat(refusal.reason())
                                .as(refusal.getMessage())
                                .isEqualTo(reason));
    }

    /** For loops over a million cases: true when refused. */
    public static boolean refused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (LogRefusal refusal) {
            return true;
        }
    }
}
