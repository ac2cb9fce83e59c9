package dev.rollcall.sandbox.suite;

/** Something that the person at the terminal must know or do; the message is the whole of what is shown, without a stack trace. */
public final class SandboxFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SandboxFailure(String message) {
        super(message);
    }

    public SandboxFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
