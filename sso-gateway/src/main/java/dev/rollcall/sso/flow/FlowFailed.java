package dev.rollcall.sso.flow;

/** Carries a failure out of a check, to the one place that tells it. */
final class FlowFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient FlowFailure failure;

    FlowFailed(FlowFailure failure) {
        super(failure.check(), null, false, false); // an answer, not a fault: a stack trace would only cost time
        this.failure = failure;
    }

    FlowFailure failure() {
        return failure;
    }
}
