package dev.rollcall.benchmarks.http;

/** The suite answered something else than the scenario demands: the whole run fails, since a rate of errors is no rate. */
public final class WrongAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_MAX = 600; // enough of a SCIM error to read its detail

    public WrongAnswer(String message) {
        super(message.length() <= SHOWN_MAX ? message : message.substring(0, SHOWN_MAX) + "…");
    }
}
