package dev.rollcall.sso.link;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.LinkSignInApi.Prospect;
import dev.rollcall.sso.neighbour.Membership;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Finds out, after whoever asked has been answered, to whom a link is mailed. So the answer's time tells nothing about the address, and a
 * membership-service that is away for a moment costs a moment.
 */
@ApplicationScoped
class LinkPosting {
    private static final Logger LOG = Logger.getLogger(LinkPosting.class);
    /** What another replica left, and what could not be found out. */
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private static final Duration STOP_MAX = Duration.ofSeconds(5);
    private static final int FAILED_MAX = 3;
    private static final int CLEANING_ROUNDS = 720; // about an hour

    private final EmailLinks links;
    private final Membership membership;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("link-posting").daemon().unstarted(this::run);
    private volatile boolean stopping;

    LinkPosting(EmailLinks links, Membership membership) {
        this.links = links;
        this.membership = membership;
    }

    void begin(@Observes StartupEvent start) {
        thread.start();
    }

    void end(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(STOP_MAX);
    }

    /** Somebody asked. */
    void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    private void run() {
        for (int round = 1; !stopping; round++) {
            try {
                boolean more = turn();
                if (round % CLEANING_ROUNDS == 0) {
                    links.forgetOld();
                }
                if (!more) {
                    woken.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Links cannot be mailed; the next attempt is in %d s: %s", SWEEP.toSeconds(), e);
                rest();
            }
        }
    }

    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(SWEEP.toMillis());
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** @return whether more may wait that need not wait longer */
    private boolean turn() {
        List<EmailLink> asked = links.unjudged();
        int failed = 0;
        for (EmailLink link : asked) {
            try {
                judge(link);
            } catch (RuntimeException e) {
                // It may be that row, or everything; a few tell, and the others are not kept waiting for one.
                LOG.warnf("Link %s waits: %s", link.flow(), e instanceof Refused refused ? refused.detail() : e);
                if (++failed == FAILED_MAX) {
                    return false;
                }
            }
        }
        return failed == 0 && !asked.isEmpty();
    }

    private void judge(EmailLink link) {
        Prospect prospect = prospect(link.email());
        String email = prospect.email();
        if (prospect.open() && email != null) {
            links.send(link, email);
        } else {
            links.dismiss(link);
        }
    }

    /** What is no address for membership-service opens nothing. Other refusals are about us, and are no answer. */
    private Prospect prospect(String email) {
        try {
            return membership.prospect(email);
        } catch (Refused refused) {
            if (refused.refusal() == Refusal.VALUE_INVALID || refused.refusal() == Refusal.REQUEST_MALFORMED) {
                return new Prospect(false, null);
            }
            throw refused;
        }
    }
}
