package dev.rollcall.membership.stream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does the same thing every so often, on a thread of its own in each replica; what fails is tried again in the next round. */
public final class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private final Duration pause;
    private final Runnable work;

    private Rounds(String name, Duration pause, Runnable work) {
        this.pause = pause;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** @param pause before each round, the first one too */
    public static Rounds start(String name, Duration pause, Runnable work) {
        Rounds rounds = new Rounds(name, pause, work);
        rounds.thread.start();
        return rounds;
    }

    /** @param patience with a round that is under way */
    public void stop(Duration patience) throws InterruptedException {
        ending.countDown();
        thread.join(patience);
    }

    private void run() {
        try {
            while (!ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s failed; the next round tries again in %d s", thread.getName(), pause.toSeconds());
        }
    }
}
