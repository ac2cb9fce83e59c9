package dev.rollcall.sso.owner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** The stored credential: none, or one. */
@ApplicationScoped
class OwnerCredentials {
    private final DataSource database;
    private final Clock clock;

    OwnerCredentials(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param hash a {@link PasswordHash} */
    record Credential(String email, String hash) {}

    Optional<Credential> find() {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT email, password_hash FROM owner_credential");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new Credential(row.getString(1), row.getString(2))) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Stores the first credential; when another replica was first, its credential stays. {@code told} runs before the commit, so that a
     * generated password is printed even if we die right after.
     */
    @Transactional
    void create(Credential credential, Runnable told) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO owner_credential (email, password_hash, created_at) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING")) {
            insert.setString(1, credential.email());
            insert.setString(2, credential.hash());
            insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            if (insert.executeUpdate() == 1) {
                told.run();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
