package dev.rollcall.membership.idp;

import dev.rollcall.kit.secret.MasterKeys.Sealed;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** At each start, seals anew under the current master key what an older one sealed; afterwards the old key's line can go. */
@ApplicationScoped
class SecretRenewal {
    private static final Logger LOG = Logger.getLogger(SecretRenewal.class);

    private final Transactions transactions;
    private final ClientSecrets secrets;

    SecretRenewal(Transactions transactions, ClientSecrets secrets) {
        this.transactions = transactions;
        this.secrets = secrets;
    }

    void begin(@Observes StartupEvent start) {
        renew();
    }

    /** One that does not open is left as it is: its key may come back into the file. */
    void renew() {
        List<UUID> old = transactions.read(connection -> Sql.on(
                        connection,
                        "select connection_id from idp_oidc where secret_key_id <> ? order by 1",
                        secrets.currentKey())
                .list(row -> row.getObject(1, UUID.class)));
        for (UUID connectionId : old) {
            try {
                transactions.write(connection -> renew(connection, connectionId));
            } catch (IllegalStateException e) {
                LOG.warnf(
                        "The client secret of connection %s could not be sealed anew: %s",
                        connectionId, e.getMessage());
            }
        }
    }

    private boolean renew(Connection connection, UUID connectionId) throws SQLException {
        Optional<Sealed> before = Sql.on(connection, """
                        select secret_key_id, secret from idp_oidc where connection_id = ? and secret_key_id <> ? for update
                        """, connectionId, secrets.currentKey())
                .first(row -> new Sealed(row.getString(1), row.getBytes(2)));
        if (before.isEmpty()) {
            return false; // another replica was here, or an owner
        }
        Sealed after = secrets.seal(connectionId, secrets.open(connectionId, before.get()));
        return Sql.on(
                                connection,
                                "update idp_oidc set secret_key_id = ?, secret = ? where connection_id = ?",
                                after.keyId(),
                                after.bytes(),
                                connectionId)
                        .update()
                > 0;
    }
}
