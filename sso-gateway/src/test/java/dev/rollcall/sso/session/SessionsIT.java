package dev.rollcall.sso.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.account.AccountsApi.OwnerAccount;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.owner.OwnerSettings;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.Attempt.Channel;
import dev.rollcall.sso.signin.SessionEvents;
import dev.rollcall.sso.signin.SignInEvents;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the pages do not show: what is stored, when it ends, how much there may be. */
@QuarkusTest
class SessionsIT {
    private static final Attempt HERE = new Attempt(Channel.BROWSER, "192.0.2.1", "test");

    @Inject
    Sessions sessions;

    @Inject
    DataSource database;

    @Inject
    SignInEvents signIns;

    @Inject
    SessionEvents ended;

    @Inject
    SessionChecks checks;

    @Inject
    OwnerSettings settings;

    private static OwnerAccount account() {
        return new OwnerAccount(UUID.randomUUID(), "somebody@x.example", "somebody");
    }

    @Test
    void theDatabaseHoldsNothingThatOpensASession() throws SQLException {
        // given
        SessionSecret secret = sessions.open(account(), HERE, Optional.empty());

        // then
        String rows = everything("session");
        assertThat(rows).doesNotContain(secret.value()).contains(HexFormat.of().formatHex(secret.sha256()));
        assertThat(everything("outbox") + everything("event_log")).doesNotContain(secret.value());
    }

    @Test
    void aSessionEndsAfterADayAndWithTheOwnersDisabling() {
        // given
        SessionSecret secret = sessions.open(account(), HERE, Optional.empty());
        var disabled = sessions(new Owner(false), Duration.ZERO);
        var tomorrow = sessions(settings, Sessions.LIFETIME.plusSeconds(1));
        var thisEvening = sessions(settings, Sessions.LIFETIME.minus(Duration.ofMinutes(1)));

        // then
        assertThat(sessions.find(secret)).isPresent();
        assertThat(thisEvening.find(secret)).isPresent();
        assertThat(tomorrow.find(secret)).isEmpty();
        assertThat(disabled.find(secret)).isEmpty();
    }

    private Sessions sessions(OwnerSettings owner, Duration later) {
        return new Sessions(database, signIns, ended, checks, owner, Clock.offset(Clock.systemUTC(), later));
    }

    @Test
    void theFiftyFirstBrowserEndsTheOldest() {
        // given
        OwnerAccount account = account();
        SessionSecret first = sessions.open(account, HERE, Optional.empty());
        SessionSecret second = sessions.open(account, HERE, Optional.empty());

        // when
        for (int i = 2; i <= Sessions.PER_ACCOUNT_MAX; i++) {
            sessions.open(account, HERE, Optional.empty());
        }

        // then
        assertThat(sessions.list(account.accountId(), true)).hasSize(Sessions.PER_ACCOUNT_MAX);
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
    }

    /** Whoever is vouched for with the owner's address, by whatever identity provider, cannot end what is there for when that one fails. */
    @Test
    void theOwnersOwnSessionsAreOfAKindOfTheirOwn() {
        OwnerAccount account = account();
        SessionSecret own = sessions.open(account, HERE, Optional.empty());
        UUID id = sessions.find(own).orElseThrow().id();

        assertThat(sessions.list(account.accountId(), false)).isEmpty();
        assertThatThrownBy(() -> sessions.revoke(account.accountId(), false, id))
                .hasMessageContaining("You have no such session");
        assertThat(sessions.find(own)).isPresent();
    }

    @Test
    void whatHappensToASessionIsTold() {
        // given
        OwnerAccount account = account();
        SessionSecret out = sessions.open(account, HERE, Optional.empty());
        SessionSecret away = sessions.open(account, HERE, Optional.empty());
        UUID revoked = sessions.find(away).orElseThrow().id();

        // when
        sessions.end(out);
        sessions.end(out);
        sessions.revoke(account.accountId(), true, revoked);

        // then
        Gateway.awaitEvents(
                "sso.signin.platform",
                all -> all.stream()
                        .filter(event -> ("account/" + account.accountId()).equals(event.get("subject")))
                        .map(event -> (String) event.get("type"))
                        .map(type -> type.replaceAll("dev.rollcall.sso.|.v1", ""))
                        .toList()
                        .equals(java.util.List.of(
                                "SignInSucceeded", "SignInSucceeded", "SignedOut", "SessionRevoked")));
    }

    /** Every column of every row, as text. */
    private static String everything(String table) throws SQLException {
        var infra = InfraTestResource.infra();
        try (Connection connection =
                        DriverManager.getConnection(infra.jdbcUrl("sso"), infra.user("sso"), infra.password("sso"));
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM " + table + " t")) {
            row.next();
            return row.getString(1);
        }
    }

    record Owner(boolean enabled) implements OwnerSettings {
        @Override
        public Optional<String> email() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }
    }
}
