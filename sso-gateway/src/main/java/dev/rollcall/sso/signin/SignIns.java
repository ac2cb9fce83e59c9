package dev.rollcall.sso.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;

/** Sign-ins that leave nothing behind but their event: an access token is no row. */
@ApplicationScoped
public class SignIns {
    private final DataSource database;
    private final SignInEvents events;
    private final Clock clock;

    SignIns(DataSource database, SignInEvents events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /** The break-glass owner proved who they are and gets an access token. */
    @Transactional
    public void record(UUID account, Attempt attempt) {
        try (Connection connection = database.getConnection()) {
            events.succeeded(connection, account, Method.OWNER_PASSWORD, attempt, null, clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
