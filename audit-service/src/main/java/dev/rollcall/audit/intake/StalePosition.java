package dev.rollcall.audit.intake;

/** Somebody else took these records: another replica owns the partition now, or did when we thought that we did. */
final class StalePosition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StalePosition() {
        super("The consumer position moved", null, false, false);
    }
}
