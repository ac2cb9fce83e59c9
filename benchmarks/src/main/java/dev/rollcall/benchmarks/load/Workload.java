package dev.rollcall.benchmarks.load;

/** One side of a comparison: what one connection does again and again. */
public interface Workload extends AutoCloseable {

    /** One job on the connection of that worker, checked; anything wrong is thrown and ends the run. */
    void once(int worker) throws Exception;

    /** Ends what is open; also called after a failure. */
    @Override
    void close() throws Exception;
}
