package dev.rollcall.sso.link;

import dev.rollcall.mail.Mails;
import dev.rollcall.sso.link.EmailLink.Outcome;
import dev.rollcall.sso.secret.Fresh;
import dev.rollcall.sso.secret.Sha256;
import dev.rollcall.sso.session.SessionSecret;
import dev.rollcall.sso.trace.Mnemonics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Links: asked for, mailed, looked at, spent. */
@ApplicationScoped
class EmailLinks {
    private static final Logger LOG = Logger.getLogger(EmailLinks.class);
    private static final int AT_ONCE = 20;
    /** The row says what became of the trace id that a person quotes; then it goes. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final DataSource database;
    private final Mails mails;
    private final LinkMail texts;
    private final Clock clock;

    EmailLinks(DataSource database, Mails mails, LinkMail texts, Clock clock) {
        this.database = database;
        this.mails = mails;
        this.texts = texts;
        this.clock = clock;
    }

    /** The same work for every address: one row. Whether a link follows is found out afterwards. */
    @Transactional
    void ask(String email, SessionSecret browser) {
        EmailLink asked = new EmailLink(Fresh.id(), email, Mnemonics.fresh(), browser.sha256());
        run(connection -> {
            if (!EmailLinkRows.insert(connection, asked, clock.instant())) {
                LOG.info("A link was asked for beyond the limits of an address, or of all, and is not mailed");
            }
            return asked;
        });
    }

    List<EmailLink> unjudged() {
        return run(
                connection -> EmailLinkRows.unjudged(connection, clock.instant().minus(EmailLink.LIFETIME), AT_ONCE));
    }

    /** The link's row and its mail in one transaction; only the mail, sealed, ever holds the secret. */
    @Transactional
    void send(EmailLink asked, String to) {
        Instant now = clock.instant();
        String secret = Fresh.secret();
        run(connection -> {
            if (EmailLinkRows.judged(connection, asked.flow(), Sha256.of(secret), now)) {
                mails.append(connection, texts.mail(asked.flow(), to, secret, now));
            }
            return asked;
        });
    }

    /** Nothing is sent, and nobody told. */
    @Transactional
    void dismiss(EmailLink asked) {
        run(connection -> EmailLinkRows.judged(connection, asked.flow(), null, clock.instant()));
    }

    /** Looking spends nothing: programs that protect mailboxes open every link in them. */
    Optional<EmailLink> find(String secret) {
        return run(connection -> EmailLinkRows.find(connection, Sha256.of(secret), clock.instant()));
    }

    /** Whoever comes first has it, and nobody else, whatever will be thought of them. */
    @Transactional
    Optional<EmailLink> spend(String secret) {
        return run(connection -> EmailLinkRows.spend(connection, Sha256.of(secret), clock.instant()));
    }

    @Transactional
    void ended(UUID flow, Outcome outcome, @Nullable String code) {
        run(connection -> {
            EmailLinkRows.ended(connection, flow, outcome, code);
            return flow;
        });
    }

    /** The newest of that name. */
    Optional<LinkTrace> trace(String mnemonic) {
        return run(connection -> EmailLinkRows.trace(connection, mnemonic));
    }

    @Transactional
    void forgetOld() {
        run(connection -> {
            EmailLinkRows.deleteOlder(connection, clock.instant().minus(KEPT));
            return KEPT;
        });
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T run(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
