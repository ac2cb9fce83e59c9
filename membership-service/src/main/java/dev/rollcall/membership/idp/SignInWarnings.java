package dev.rollcall.membership.idp;

import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The warnings about signing in that a connection shows to its owners. */
@ApplicationScoped
public class SignInWarnings {
    private final IdpTable table;
    private final Moments moments;

    SignInWarnings(IdpTable table, Moments moments) {
        this.table = table;
        this.moments = moments;
    }

    public List<String> of(Connection connection, UUID connectionId) throws SQLException {
        return WarningRules.warnings(
                table.certificates(connection, connectionId),
                table.look(connection, connectionId),
                PendingMetadata.find(connection, connectionId).orElse(null),
                moments.now());
    }
}
