package dev.rollcall.sso.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.owner.OwnerCredentials.Credential;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.Attempt.Channel;
import dev.rollcall.sso.signin.AttemptLimits;
import dev.rollcall.sso.signin.Denials;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The credential over several starts. */
@QuarkusTest
class OwnerStartIT {
    @Inject
    OwnerCredentials credentials;

    @Inject
    PasswordChecks passwords;

    @Inject
    Membership membership;

    @Inject
    Denials denials;

    @Inject
    DataSource database;

    private final List<String> log = new ArrayList<>();
    private final Handler reader = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line instanceof ExtLogRecord formatted ? formatted.getFormattedMessage() : line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Credential before;

    record Settings(Optional<String> email, Optional<String> password, boolean enabled) implements OwnerSettings {}

    @BeforeEach
    void read() {
        before = credentials.find().orElseThrow();
        Logger.getLogger(OwnerStart.class.getName()).addHandler(reader);
    }

    @AfterEach
    void restore() throws SQLException {
        Logger.getLogger(OwnerStart.class.getName()).removeHandler(reader);
        forget();
        credentials.create(before, () -> {});
    }

    private void forget() throws SQLException {
        try (Connection connection = database.getConnection();
                var delete = connection.createStatement()) {
            delete.execute("DELETE FROM owner_credential");
        }
    }

    private void start(String email, String password, boolean enabled) {
        var settings = new Settings(Optional.of(email), Optional.ofNullable(password), enabled);
        new OwnerStart(credentials, settings).begin(new StartupEvent());
    }

    @Test
    void aChangedPasswordInTheSettingsChangesNothingAndIsSaid() {
        // when
        start("other@rollcall.example", "another password", true);

        // then
        assertThat(credentials.find()).contains(before);
        assertThat(log).hasSize(2);
        assertThat(log.get(0)).contains("ROLLCALL_OWNER_EMAIL", "the stored one stays");
        assertThat(log.get(1)).contains("ROLLCALL_OWNER_PASSWORD").doesNotContain("another password");
    }

    @Test
    void theSameSettingsAgainAreNotWorthAWord() {
        start(Gateway.OWNER_EMAIL, Gateway.OWNER_PASSWORD, true);
        assertThat(credentials.find()).contains(before);
        assertThat(log).isEmpty();
    }

    @Test
    void withoutAConfiguredPasswordOneIsMadeAndPrintedOnce() throws SQLException {
        // given
        forget();

        // when
        start("New@Rollcall.Example", null, true);
        start("New@Rollcall.Example", null, true);

        // then
        Credential made = credentials.find().orElseThrow();
        assertThat(made.email()).isEqualTo("new@rollcall.example");
        assertThat(log).hasSize(1);
        String printed = log.getFirst().replaceFirst(".*shown this once: ", "");
        assertThat(printed).hasSize(43);
        assertThat(made.hash()).doesNotContain(printed);
        assertThat(PasswordHash.matches(made.hash(), printed)).isTrue();
    }

    @Test
    void aDisabledOwnerIsNeitherMadeNorLetIn() throws SQLException {
        // given
        var disabled = new Settings(Optional.empty(), Optional.empty(), false);
        var signIns = new OwnerSignIns(disabled, credentials, passwords, new AttemptLimits(), membership, denials);
        var attempt = new Attempt(Channel.API, "192.0.2.9", "");

        // then
        assertThatThrownBy(() -> signIns.requireOwner(Gateway.OWNER_EMAIL, Gateway.OWNER_PASSWORD, attempt))
                .hasMessageContaining("CREDENTIALS_WRONG: Unknown e-mail or wrong password.");
        forget();
        start(Gateway.OWNER_EMAIL, Gateway.OWNER_PASSWORD, false);
        assertThat(credentials.find()).isEmpty();
    }
}
