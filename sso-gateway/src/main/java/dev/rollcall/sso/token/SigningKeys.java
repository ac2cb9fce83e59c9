package dev.rollcall.sso.token;

import dev.rollcall.kit.secret.MasterKeys;
import dev.rollcall.sso.secret.Fresh;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
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

/** The stored keys, kept fit: a first one at the first start, the next one in time, old ones dropped, all sealed with the current master key. */
@ApplicationScoped
class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final int AFTER_SETTINGS = 50;
    /** How long a replica may miss another's new key; far below {@link SigningKeyRules#PUBLISHED_AHEAD}. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final DataSource database;
    private final Clock clock;
    private final Path masterKeyFile;
    private final Duration tokenLifetimeMax;
    private volatile @Nullable KeyRing ring;

    SigningKeys(
            DataSource database,
            Clock clock,
            @ConfigProperty(name = "rollcall.master-key") Path masterKeyFile,
            @ConfigProperty(name = "rollcall.access-token.max-lifetime") Duration tokenLifetimeMax) {
        this.database = database;
        this.clock = clock;
        this.masterKeyFile = masterKeyFile;
        this.tokenLifetimeMax = tokenLifetimeMax;
    }

    void begin(@Observes @Priority(AFTER_SETTINGS) StartupEvent start) {
        ring();
    }

    /** What signs and what is shown now. */
    KeyRing ring() {
        KeyRing known = ring;
        return known != null && clock.instant().isBefore(known.readAt().plus(REMEMBERED)) ? known : renew();
    }

    private synchronized KeyRing renew() {
        KeyRing known = ring;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.readAt().plus(REMEMBERED))) {
            return known;
        }
        KeyRing renewed = QuarkusTransaction.requiringNew().call(() -> read(now));
        ring = renewed;
        return renewed;
    }

    private KeyRing read(Instant now) {
        MasterKeys master = MasterKeys.read(masterKeyFile);
        try (Connection connection = database.getConnection()) {
            List<SigningKey> keys = SigningKeyRows.list(connection);
            if (unfit(keys, master, now)) {
                SigningKeyRows.lock(connection);
                maintain(connection, master, now);
                keys = SigningKeyRows.list(connection);
            }
            return KeyRing.of(keys, master, now, tokenLifetimeMax);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean unfit(List<SigningKey> keys, MasterKeys master, Instant now) {
        return SigningKeyRules.due(keys, now)
                || SigningKeyRules.published(keys, now, tokenLifetimeMax).size() < keys.size()
                || keys.stream().anyMatch(key -> !key.sealed().keyId().equals(master.currentId()));
    }

    /** Under the lock, so what it reads is what the last one left. */
    private void maintain(Connection connection, MasterKeys master, Instant now) throws SQLException {
        List<SigningKey> keys = SigningKeyRows.list(connection);
        if (SigningKeyRules.due(keys, now)) {
            SigningKey made = make(master, now, SigningKeyRules.signsFrom(keys, now));
            SigningKeyRows.insert(connection, made);
            LOG.infof("Signing key %s was made; it signs access tokens from %s", made.kid(), made.signsFrom());
            return; // the rest is done at the next look
        }
        List<SigningKey> shown = SigningKeyRules.published(keys, now, tokenLifetimeMax);
        for (SigningKey key : keys) {
            if (!shown.contains(key)) {
                SigningKeyRows.delete(connection, key.kid());
            } else if (!key.sealed().keyId().equals(master.currentId())) {
                byte[] secret = master.open(key.sealed(), KeyRing.context(key.kid()));
                SigningKeyRows.reseal(connection, key.kid(), master.seal(secret, KeyRing.context(key.kid())));
            }
        }
    }

    private static SigningKey make(MasterKeys master, Instant now, Instant signsFrom) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String kid = Fresh.base32(16);
            var sealed = master.seal(pair.getPrivate().getEncoded(), KeyRing.context(kid));
            return new SigningKey(kid, pair.getPublic().getEncoded(), sealed, now, signsFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java runtime has P-256
        }
    }
}
