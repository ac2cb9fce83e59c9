package dev.rollcall.audit.intake;

/**
 * How far a stream is taken.
 *
 * @param seen every number up to this one is stored; 0 before the first
 * @param highest the highest number that came; above {@code seen} while a gap is open
 * @param forked a number of it named two events: nothing more is taken
 */
record StreamState(long id, String source, long seen, long highest, boolean forked) {

    /** Some number between is missing. */
    boolean gap() {
        return highest > seen;
    }

    StreamState taken(long seq) {
        return new StreamState(id, source, seq, Math.max(highest, seq), forked);
    }

    StreamState reached(long seq) {
        return new StreamState(id, source, seen, Math.max(highest, seq), forked);
    }

    StreamState stopped() {
        return new StreamState(id, source, seen, highest, true);
    }
}
