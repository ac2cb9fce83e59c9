package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.suite.Home;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Service;
import java.util.Locale;
import java.util.Objects;

/** What {@code up} ends with: where everything is, how to get in, and what to try first. */
final class ClosingTable {
    private static final String ADA = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
            + "\"userName\":\"ada@acme.example\",\"name\":{\"givenName\":\"Ada\",\"familyName\":\"Lovelace\"},\"active\":true}";

    private ClosingTable() {}

    static String of(SandboxFile suite, Home home, double seconds) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%nRollcall is up after %.1f s.%n%n", seconds));
        for (Service service : Service.values()) {
            row(text, service.module(), url(suite, service) + path(service));
        }
        row(
                text,
                "PostgreSQL",
                suite.postgres().jdbcUrl() + "  user " + suite.postgres().user());
        row(text, "Kafka", suite.kafka().bootstrapServers());
        row(text, "mail", suite.mail().url() + "  or ./rollcall mail");
        SandboxFile.Idp idp = suite.idp();
        if (idp != null) {
            row(text, "Keycloak", idp.baseUrl() + "/admin  " + idp.adminName() + "  password " + idp.adminPassword());
            idp.people().forEach((email, password) -> row(text, "person of acme", email + "  password " + password));
        }
        row(text, "owner", suite.owner().email() + "  password " + suite.owner().password());
        suite.connections().forEach((name, connection) -> row(text, name + " SCIM token", connection.scimToken()));
        row(text, "for programs", home.sandboxFile().toString());
        text.append("\nTry:\n").append(tries(suite));
        if (idp != null) {
            text.append("  open " + url(suite, Service.SSO)
                    + "/ in a browser, and sign in as a person of acme: over SAML (acme) or OpenID Connect"
                    + " (acme-oidc)\n");
        }
        text.append("\nStop it with ./rollcall down\n");
        return text.toString();
    }

    private static String tries(SandboxFile suite) {
        SandboxFile.Connection acme = Objects.requireNonNull(suite.connections().get("acme"));
        String users = acme.scimBaseUrl() + "/Users";
        String scimToken = " -H 'Authorization: Bearer " + acme.scimToken() + "'";
        // Double quotes: the shell is to fill in the token, which is too long to print.
        String ownerToken = " -H \"Authorization: Bearer $(./rollcall status --admin-token)\"";
        return "  curl -s " + users + scimToken + " -H 'Content-Type: application/scim+json' -d '" + ADA + "'\n"
                + "  curl -s '" + users + "?filter=userName%20eq%20%22ada@acme.example%22'" + scimToken + "\n"
                + "  curl -s " + url(suite, Service.AUDIT) + "/v2/auditlogs/acme" + ownerToken + "\n";
    }

    private static String path(Service service) {
        return switch (service) {
            case SCIM -> "/scim/v2";
            case SSO -> "/";
            case MEMBERSHIP -> "/v2/orgs";
            case AUDIT -> "/v2/auditlogs/acme";
        };
    }

    private static String url(SandboxFile suite, Service service) {
        return Objects.requireNonNull(suite.services().get(service.shortName()));
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-22s %s%n", name, value));
    }
}
