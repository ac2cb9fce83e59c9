package dev.rollcall.membership.connection;

import dev.rollcall.contract.provisioning.ScimPaths;
import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.membership.domain.DomainNames;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.scim.schema.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts together what an IdP needs to know of a connection. */
@ApplicationScoped
class Setups {
    private static final String ENTRA_ISSUER = "https://sts.windows.net/<tenant id>/";
    /** Entra's own, for provisioning with an empty secret: the same for all of its customers. */
    private static final String ENTRA_AUDIENCE = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";

    private final Connections connections;
    private final ManagedMembers managed;
    private final Transactions transactions;
    private final String scimUrl;
    private final String signInUrl;

    Setups(
            Connections connections,
            ManagedMembers managed,
            Transactions transactions,
            @ConfigProperty(name = "rollcall.scim.public-url") String scimUrl,
            @ConfigProperty(name = "rollcall.issuer") String signInUrl) {
        this.connections = connections;
        this.managed = managed;
        this.transactions = transactions;
        this.scimUrl = scimUrl;
        this.signInUrl = signInUrl;
    }

    Setup require(UUID id) {
        Connection connection = connections.require(id);
        String baseUrl = scimUrl + ScimPaths.BASE;
        String path = "/v2/connections/" + id;
        String tokens = "POST " + path + "/scim-tokens";
        String userName = userName(connection);
        boolean verified = transactions.read(sql -> DomainNames.anyVerified(sql, connection.domains()));
        return new Setup(
                id,
                connection.organization(),
                connection.domains(),
                connection.dialect(),
                baseUrl,
                ConnectionRules.scimLocked(verified).orElse(null),
                "Authorization: Bearer <token>; " + tokens + " gives a token",
                new Setup.Token(tokens, ScimToken.PREFIX),
                new Setup.Oauth("POST " + path + "/scim-clients", scimUrl + ScimPaths.TOKEN, metadata(baseUrl), "scim"),
                new Setup.Trust("PATCH " + path, "scimTrust", ENTRA_ISSUER, ENTRA_AUDIENCE),
                connection.scimEnabled(),
                connection.jitEnabled(),
                signIn(connection, path),
                userName,
                groupName(connection),
                SetupRules.fields(connection.dialect(), baseUrl),
                SetupRules.attributes(connection.dialect(), userName),
                new Setup.Extension(
                        Schemas.DOCKER_USER.id(),
                        List.of("dockerRole", "dockerOrg", "dockerTeam"),
                        List.of("member", "editor", "owner")),
                transactions.read(sql -> managed.count(sql, id)),
                connection.warnings());
    }

    private Setup.SignIn signIn(Connection connection, String path) {
        SignInAddresses ours = SignInAddresses.of(signInUrl, connection.id());
        return new Setup.SignIn(
                ours.entityId(),
                ours.acsUrl(),
                ours.entityId(), // our metadata lie where our name points to
                ours.logoutUrl(),
                ours.redirectUrl(),
                ours.backchannelLogoutUrl(),
                "PUT " + path + "/idp",
                signInUrl + "/sign-in/test?connection=" + connection.id(),
                SignInFieldRules.fields(connection.protocol(), connection.dialect(), ours));
    }

    private static String userName(Connection connection) {
        return switch (connection.userNames()) {
            case EMAIL -> "the person's e-mail address, on one of the domains";
            case ANY -> "any string; the e-mail address goes into emails";
        };
    }

    private static String groupName(Connection connection) {
        return switch (connection.groupNames()) {
            case ORG_TEAM -> connection.organization() + ":<team>";
            case ANY -> "<team>, or <organization>:<team>";
        };
    }

    /** RFC 8414 §3.1: between the issuer's host and its path. */
    private static String metadata(String issuer) {
        return URI.create(issuer).resolve("/").toString().replaceFirst("/$", "")
                + ScimPaths.METADATA
                + URI.create(issuer).getRawPath();
    }
}
