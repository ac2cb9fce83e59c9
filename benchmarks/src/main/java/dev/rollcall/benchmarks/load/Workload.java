package dev.rollcall.benchmarks.load;

/** One side of a comparison: what one connection does again and again. */
public interface Workload extends AutoCloseable {

    /** One job on the connection of that worker, checked; anything wrong is thrown and ends the run. */
    void once(int worker) throws Exception;

    /** Whether a round may end here for that worker; a job that is a part of a whole goes on until the whole is done. */
    default boolean mayPause(int worker) {
        return true;
    }

    /** Before each round, not timed: undoes what the last one left, so that every round begins alike. */
    default void restore() throws Exception {}

    /** Ends what is open; also called after a failure. */
    @Override
    void close() throws Exception;
}
