package dev.rollcall.kit;

/** No answer came from a neighbour: it could not be reached, broke off, or took too long. */
public final class CallFailed extends RuntimeException {
    private final boolean sent;

    /** @param sent false only when the request surely never left: then nothing happened, and it may be sent again */
    public CallFailed(String message, boolean sent, Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    /** Whether the neighbour may have seen the request, and may have done what it says. */
    public boolean sent() {
        return sent;
    }
}
