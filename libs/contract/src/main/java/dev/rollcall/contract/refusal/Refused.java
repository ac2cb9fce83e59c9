package dev.rollcall.contract.refusal;

/** Carries a {@link Refusal} up to the one place that writes it down in the caller's protocol. Has no stack trace: a refusal is an answer. */
public class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Refusal refusal;
    private final String detail;

    public Refused(Refusal refusal, String detail) {
        super(refusal + ": " + detail, null, false, false);
        this.refusal = refusal;
        this.detail = detail;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** What the caller reads: a sentence a person can act on. */
    public String detail() {
        return detail;
    }
}
