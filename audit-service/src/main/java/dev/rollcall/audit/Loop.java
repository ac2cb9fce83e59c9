package dev.rollcall.audit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One thread that does a step again and again: at once while there is more to do, when called, and otherwise at its idle rhythm. A step
 * that fails is tried again after a growing wait; nothing it does may depend on having been called exactly once.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    /** Long enough to leave a sick database alone, short enough that nobody waits for us once it is back. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    private final String name;
    private final Duration idle;
    private final Step step;
    private final Semaphore calls = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;

    /** What is done each time; true: there is more to do at once. */
    @FunctionalInterface
    public interface Step {
        boolean run() throws InterruptedException;
    }

    private Loop(String name, Duration idle, Step step) {
        this.name = name;
        this.idle = idle;
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public static Loop start(String name, Duration idle, Step step) {
        Loop loop = new Loop(name, idle, step);
        loop.thread.start();
        return loop;
    }

    /** There is work; many calls before it wakes count as one. */
    public void call() {
        calls.release();
    }

    @Override
    public void close() {
        stopping = true;
        call();
        try {
            if (!thread.join(STOP_WAIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration wait = FIRST_WAIT;
        try {
            while (!stopping) {
                try {
                    if (!step.run()) {
                        await(idle);
                    }
                    wait = FIRST_WAIT;
                } catch (RuntimeException e) {
                    LOG.warnf(e, "%s failed, next try in %d ms", name, wait.toMillis());
                    await(wait);
                    wait = longer(wait);
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s was interrupted while stopping", name);
        }
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
    }

    private void await(Duration longest) throws InterruptedException {
        if (calls.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            calls.drainPermits();
        }
    }
}
