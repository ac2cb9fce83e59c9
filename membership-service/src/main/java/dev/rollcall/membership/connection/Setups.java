package dev.rollcall.membership.connection;

import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts together what an IdP needs to know of a connection. */
@ApplicationScoped
class Setups {
    private final Connections connections;
    private final ManagedMembers managed;
    private final Transactions transactions;
    private final String scimBaseUrl;

    Setups(
            Connections connections,
            ManagedMembers managed,
            Transactions transactions,
            @ConfigProperty(name = "rollcall.scim.public-url") String scimUrl) {
        this.connections = connections;
        this.managed = managed;
        this.transactions = transactions;
        this.scimBaseUrl = scimUrl + "/scim/v2";
    }

    Setup require(UUID id) {
        Connection connection = connections.require(id);
        return new Setup(
                id,
                connection.organization(),
                connection.domains(),
                scimBaseUrl,
                "Authorization: Bearer <token>; POST /v2/connections/" + id + "/scim-tokens gives a token",
                connection.scimEnabled(),
                connection.jitEnabled(),
                switch (connection.userNames()) {
                    case EMAIL -> "the person's e-mail address, on one of the domains";
                    case ANY -> "any string; the e-mail address goes into emails";
                },
                switch (connection.groupNames()) {
                    case ORG_TEAM -> connection.organization() + ":<team>";
                    case ANY -> "<team>, or <organization>:<team>";
                },
                transactions.read(sql -> managed.count(sql, id)),
                connection.warnings());
    }
}
