package dev.rollcall.sso.samlkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sso.saml.SamlKey;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Signature;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several replicas over one table. */
@QuarkusTest
class OurSamlKeysIT {
    @Inject
    DataSource database;

    @ConfigProperty(name = "rollcall.master-key")
    Path masterKey;

    @BeforeEach
    void noKeys() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM saml_key");
        }
    }

    private List<StoredSamlKey> stored() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return SamlKeyRows.list(connection);
        }
    }

    private OurSamlKeys replica(Path masterKeys) {
        return new OurSamlKeys(database, Clock.systemUTC(), masterKeys);
    }

    @Test
    void replicasThatNeedAKeyTogetherMakeOne() throws Exception {
        // given
        List<Callable<SamlKeyRing>> needs = IntStream.range(0, 4)
                .mapToObj(i -> (Callable<SamlKeyRing>) () -> replica(masterKey).ring())
                .toList();

        // when
        try (var replicas = Executors.newFixedThreadPool(4)) {
            var rings = replicas.invokeAll(needs);

            // then
            assertThat(stored()).hasSize(1);
            for (var ring : rings) {
                assertThat(ring.get().current().certificate().getEncoded())
                        .isEqualTo(stored().getFirst().certificate());
            }
        }
    }

    @Test
    void theCertificateIsTheKeysAndSignsItself() throws Exception {
        // when
        SamlKey key = replica(masterKey).ring().current();

        // then
        key.certificate().verify(key.certificate().getPublicKey());
        key.certificate().checkValidity(Date.from(Instant.now()));
        key.certificate().checkValidity(Date.from(Instant.now().plus(Duration.ofDays(10 * 365))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.key());
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(key.certificate());
        signature.update((byte) 1);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void aNewMasterKeySealsTheStoredKeyAnewAndTheOldOneMayGo(@TempDir Path directory) throws Exception {
        // given
        var certificate = replica(masterKey).ring().current().certificate();
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String line = "next:" + Base64.getEncoder().encodeToString(random);
        Path both = Files.writeString(directory.resolve("both"), line + "\n" + Files.readString(masterKey));
        Path next = Files.writeString(directory.resolve("next"), line);

        // when
        replica(both).ring();

        // then
        assertThat(replica(next).ring().current().certificate()).isEqualTo(certificate);
        assertThat(stored().getFirst().sealed().keyId()).isEqualTo("next");
    }
}
