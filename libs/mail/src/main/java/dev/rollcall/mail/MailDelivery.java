package dev.rollcall.mail;

import dev.rollcall.kit.secret.MasterKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hands mails over to the SMTP server, one after the other, on a thread of its own. */
@ApplicationScoped
class MailDelivery {
    private static final Logger LOG = Logger.getLogger(MailDelivery.class);
    /** What a commit's wake-up missed: what others left, and what waits for its next attempt. */
    private static final Duration SWEEP = Duration.ofSeconds(5);
    /** A server that takes longer has a problem; the mail is tried again, and may come twice where the server took it all the same. */
    private static final Duration HANDOVER_MAX = Duration.ofMinutes(1);

    /** What is under way then may come twice. */
    private static final Duration STOP_MAX = Duration.ofSeconds(3);

    private static final int AT_ONCE = 5;
    /** Longer than a whole batch may take. */
    private static final Duration LEASE = HANDOVER_MAX.multipliedBy(AT_ONCE + 1L);

    private final DataSource database;
    private final ReactiveMailer mailer;
    private final MeterRegistry metrics;
    private final Path masterKey;
    private final Optional<String> host;
    private final Optional<String> from;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().name("mail").daemon().unstarted(this::run);
    private volatile boolean stopping;
    private volatile @Nullable String failure;

    MailDelivery(
            DataSource database,
            ReactiveMailer mailer,
            MeterRegistry metrics,
            @ConfigProperty(name = "rollcall.master-key") Path masterKey,
            @ConfigProperty(name = "rollcall.mail.host") Optional<String> host,
            @ConfigProperty(name = "rollcall.mail.from") Optional<String> from) {
        this.database = database;
        this.mailer = mailer;
        this.metrics = metrics;
        this.masterKey = masterKey;
        this.host = host.filter(name -> !name.isBlank());
        this.from = from.filter(address -> !address.isBlank());
    }

    void begin(@Observes StartupEvent start) {
        if (!configured()) {
            LOG.warn("No mail is sent, for ROLLCALL_SMTP_HOST and ROLLCALL_MAIL_FROM are not both set: guests and"
                    + " invited people cannot sign in, and owners are not told of anything. Mails wait until they"
                    + " are too old.");
        }
        thread.start();
    }

    void end(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(STOP_MAX);
    }

    boolean configured() {
        return host.isPresent() && from.isPresent();
    }

    /** Why the last mail that was tried did not leave; null when it did. */
    @Nullable
    String failure() {
        return failure;
    }

    /** There is something to send. */
    void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                if (turn() < AT_ONCE) {
                    woken.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | SQLException e) {
                LOG.warnf("Mails cannot be looked for; the next look is in %d s: %s", SWEEP.toSeconds(), e);
                woken.drainPermits();
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(SWEEP.toMillis());
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private int turn() throws SQLException {
        List<DueMail> due;
        try (Connection connection = database.getConnection()) {
            due = MailRows.take(connection, AT_ONCE, LEASE, !configured());
        }
        for (DueMail mail : due) {
            deliver(mail);
        }
        return due.size();
    }

    private void deliver(DueMail mail) throws SQLException {
        if (DeliveryRules.givesUp(mail.attempt(), mail.expired())) {
            forget(mail, "given_up");
            LOG.errorf("Mail %s (%s) was given up after %d attempts", mail.id(), mail.kind(), mail.attempt() - 1);
            return;
        }
        try {
            hand(mail);
        } catch (RuntimeException e) {
            postpone(mail, e);
            return;
        }
        failure = null;
        forget(mail, "sent");
        LOG.infof("Mail %s (%s) was sent", mail.id(), mail.kind());
    }

    private void hand(DueMail mail) {
        MailContent content =
                Mails.content(MasterKeys.read(masterKey).open(mail.content(), DueMail.context(mail.id())));
        String sender = from.orElseThrow();
        String domain =
                sender.substring(sender.lastIndexOf('@') + 1).replace(">", "").strip();
        mailer.send(Mail.withText(mail.to(), content.subject(), content.text())
                        .setHtml(content.html())
                        .setFrom(sender)
                        // A second delivery after a crash is the same message.
                        .addHeader("Message-ID", "<" + mail.id() + "@" + domain + ">")
                        // RFC 3834: nobody's vacation answers us.
                        .addHeader("Auto-Submitted", "auto-generated"))
                .await()
                .atMost(HANDOVER_MAX);
    }

    private void postpone(DueMail mail, RuntimeException e) throws SQLException {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String reason = said.replaceAll("\\p{Cntrl}", " ");
        failure = reason;
        metrics.counter("rollcall.mail", "kind", mail.kind(), "outcome", "failed")
                .increment();
        Duration pause = DeliveryRules.pause(mail.attempt());
        LOG.warnf(
                "Mail %s (%s) was not taken, attempt %d; the next is in %d s: %s",
                mail.id(), mail.kind(), mail.attempt(), pause.toSeconds(), reason);
        try (Connection connection = database.getConnection()) {
            MailRows.postpone(connection, mail.id(), pause, reason);
        }
    }

    private void forget(DueMail mail, String outcome) throws SQLException {
        metrics.counter("rollcall.mail", "kind", mail.kind(), "outcome", outcome)
                .increment();
        try (Connection connection = database.getConnection()) {
            MailRows.delete(connection, mail.id());
        }
    }
}
