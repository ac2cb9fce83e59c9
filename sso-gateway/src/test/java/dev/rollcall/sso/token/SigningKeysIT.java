package dev.rollcall.sso.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.sso.secret.Fresh;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several replicas over one table, at their first start and over the years (R-NEG-71: rotation and overlap). */
@QuarkusTest
class SigningKeysIT {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Inject
    DataSource database;

    @ConfigProperty(name = "rollcall.master-key")
    Path masterKey;

    @BeforeEach
    void noKeys() throws SQLException {
        execute("DELETE FROM signing_key");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<SigningKey> stored() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return SigningKeyRows.list(connection);
        }
    }

    private SigningKeys replica(Duration later) {
        return replica(later, masterKey);
    }

    private SigningKeys replica(Duration later, Path masterKeys) {
        return new SigningKeys(database, Clock.offset(Clock.systemUTC(), later), masterKeys, LIFETIME);
    }

    @Test
    void replicasThatStartTogetherSignWithOneKey() throws Exception {
        // given
        List<Callable<KeyRing>> starts = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<KeyRing>) () -> replica(Duration.ZERO).ring())
                .toList();

        // when
        try (var replicas = Executors.newFixedThreadPool(8)) {
            var rings = replicas.invokeAll(starts);

            // then
            assertThat(stored()).hasSize(1);
            for (var ring : rings) {
                assertThat(ring.get().kid()).isEqualTo(stored().getFirst().kid());
            }
        }
    }

    @Test
    void anOldKeyIsReplacedAheadOfTimeAndShownUntilItsLastTokenIsGone() throws SQLException {
        // given
        String first = replica(Duration.ZERO).ring().kid();

        // when it is old
        Duration old = SigningKeyRules.AGE_MAX.plusSeconds(1);
        KeyRing announced = replica(old).ring();

        // then the next is announced, and does not sign yet
        assertThat(stored()).hasSize(2);
        assertThat(announced.kid()).isEqualTo(first);
        assertThat(announced.jwks()).contains(first);
        assertThat(stored()).allSatisfy(key -> assertThat(announced.jwks()).contains(key.kid()));

        // and then it signs, beside the old one
        Duration signs = old.plus(SigningKeyRules.PUBLISHED_AHEAD).plusSeconds(1);
        KeyRing changed = replica(signs).ring();
        assertThat(changed.kid()).isNotEqualTo(first);
        assertThat(changed.jwks()).contains(first).contains(changed.kid());

        // and at last it is alone
        KeyRing alone =
                replica(signs.plus(LIFETIME).plus(SigningKeyRules.MARGIN)).ring();
        assertThat(alone.jwks()).doesNotContain(first).contains(alone.kid());
        assertThat(stored()).extracting(SigningKey::kid).containsExactly(changed.kid());
    }

    @Test
    void aNewMasterKeySealsTheStoredKeysAnewAndTheOldOneMayGo(@TempDir Path directory) throws Exception {
        // given
        String kid = replica(Duration.ZERO).ring().kid();
        String line = "next:" + Base64.getEncoder().encodeToString(Fresh.bytes(32));
        Path both = Files.writeString(directory.resolve("both"), line + "\n" + Files.readString(masterKey));
        Path next = Files.writeString(directory.resolve("next"), line);
        assertThatThrownBy(() -> replica(Duration.ZERO, next).ring()).hasMessageContaining("no key 'test'");

        // when
        replica(Duration.ZERO, both).ring();

        // then
        assertThat(replica(Duration.ZERO, next).ring().kid()).isEqualTo(kid);
        assertThat(stored().getFirst().sealed().keyId()).isEqualTo("next");
    }

    @Test
    void thePrivateKeyIsNotInTheTable() throws SQLException {
        KeyRing ring = replica(Duration.ZERO).ring();
        String sealed = HexFormat.of().formatHex(stored().getFirst().sealed().bytes());
        String scalar = ((ECPrivateKey) ring.privateKey()).getS().toString(16);
        assertThat(HexFormat.of().formatHex(ring.privateKey().getEncoded())).contains(scalar);
        assertThat(sealed).doesNotContain(scalar);
        assertThat(ring.jwks()).doesNotContain("\"d\"");
    }
}
