package dev.rollcall.sso.samlkey;

import dev.rollcall.kit.certificate.IdpCertificate;
import dev.rollcall.kit.secret.MasterKeys;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Our SAML keys: made when one is first needed, sealed with the current master key. */
@ApplicationScoped
public class OurSamlKeys {
    private static final Logger LOG = Logger.getLogger(OurSamlKeys.class);
    /** What every identity provider reads. */
    private static final int RSA_BITS = 2_048;
    /** Whoever changes it must tell every identity provider: it outlives the installation. Clocks that are behind must take it, too. */
    private static final Duration VALID_FOR = Duration.ofDays(20 * 365L);

    private static final Duration VALID_BEFORE = Duration.ofDays(1);
    /** How long a replica may miss a change of the table or of the master keys. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final DataSource database;
    private final Clock clock;
    private final Path masterKeyFile;
    private volatile @Nullable SamlKeyRing ring;

    OurSamlKeys(DataSource database, Clock clock, @ConfigProperty(name = "rollcall.master-key") Path masterKeyFile) {
        this.database = database;
        this.clock = clock;
        this.masterKeyFile = masterKeyFile;
    }

    /** What there is now. */
    public SamlKeyRing ring() {
        SamlKeyRing known = ring;
        return known != null && clock.instant().isBefore(known.readAt().plus(REMEMBERED)) ? known : renew();
    }

    private synchronized SamlKeyRing renew() {
        SamlKeyRing known = ring;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.readAt().plus(REMEMBERED))) {
            return known;
        }
        SamlKeyRing renewed = QuarkusTransaction.requiringNew().call(() -> read(now));
        ring = renewed;
        return renewed;
    }

    private SamlKeyRing read(Instant now) {
        MasterKeys master = MasterKeys.read(masterKeyFile);
        try (Connection connection = database.getConnection()) {
            List<StoredSamlKey> keys = SamlKeyRows.list(connection);
            if (keys.isEmpty() || keys.stream().anyMatch(key -> !isCurrent(key, master))) {
                SamlKeyRows.lock(connection);
                maintain(connection, master, now);
                keys = SamlKeyRows.list(connection);
            }
            return SamlKeyRing.of(keys, master, now);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Under the lock, so what it reads is what the last one left. */
    private static void maintain(Connection connection, MasterKeys master, Instant now) throws SQLException {
        List<StoredSamlKey> keys = SamlKeyRows.list(connection);
        if (keys.isEmpty()) {
            StoredSamlKey made = make(master, now);
            SamlKeyRows.insert(connection, made);
            LOG.infof("SAML key %s was made; identity providers find it in our metadata", made.thumbprint());
        }
        for (StoredSamlKey key : keys) {
            if (!isCurrent(key, master)) {
                String context = StoredSamlKey.context(key.thumbprint());
                byte[] secret = master.open(key.sealed(), context);
                SamlKeyRows.reseal(connection, key.thumbprint(), master.seal(secret, context));
            }
        }
    }

    private static boolean isCurrent(StoredSamlKey key, MasterKeys master) {
        return key.sealed().keyId().equals(master.currentId());
    }

    private static StoredSamlKey make(MasterKeys master, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate =
                    SamlCertificate.selfSigned(pair, now.minus(VALID_BEFORE), now.plus(VALID_FOR));
            String thumbprint = new IdpCertificate.Read(certificate).thumbprint();
            var sealed = master.seal(pair.getPrivate().getEncoded(), StoredSamlKey.context(thumbprint));
            return new StoredSamlKey(thumbprint, certificate.getEncoded(), sealed, now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java runtime has RSA
        }
    }
}
