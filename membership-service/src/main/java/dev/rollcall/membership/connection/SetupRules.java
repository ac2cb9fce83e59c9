package dev.rollcall.membership.connection;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.membership.connection.Setup.Attribute;
import dev.rollcall.membership.connection.Setup.Field;
import java.util.List;

/** What goes where in each kind of IdP, by the names that its pages have. */
final class SetupRules {
    /** Without it Entra sends changes in a form of its own, which is understood as well (E10). */
    static final String ENTRA_FLAG = "?aadOptscim062020";

    private SetupRules() {}

    static List<Field> fields(Dialect dialect, String baseUrl) {
        return switch (dialect) {
            case OKTA ->
                List.of(
                        new Field("SCIM connector base URL", baseUrl),
                        new Field("Unique identifier field for users", "userName"),
                        new Field(
                                "Supported provisioning actions", "Push New Users, Push Profile Updates, Push Groups"),
                        new Field("Authentication Mode", "HTTP Header"),
                        new Field("Authorization", "the SCIM token"));
            case ENTRA ->
                List.of(new Field("Tenant URL", baseUrl + ENTRA_FLAG), new Field("Secret Token", "the SCIM token"));
            case GENERIC -> List.of(new Field("base URL", baseUrl), new Field("bearer token", "the SCIM token"));
        };
    }

    static List<Attribute> attributes(Dialect dialect, String userName) {
        return List.of(
                new Attribute(
                        "userName",
                        true,
                        switch (dialect) {
                            case OKTA -> "Username, with application username format Email";
                            case ENTRA -> "userPrincipalName, or mail where that is the address on the domain";
                            case GENERIC -> userName;
                        }),
                new Attribute(
                        "name.givenName",
                        false,
                        switch (dialect) {
                            case OKTA -> "Given name";
                            case ENTRA -> "givenName";
                            case GENERIC -> "first name";
                        }),
                new Attribute(
                        "name.familyName",
                        false,
                        switch (dialect) {
                            case OKTA -> "Family name";
                            case ENTRA -> "surname";
                            case GENERIC -> "family name";
                        }),
                new Attribute(
                        "emails",
                        false,
                        switch (dialect) {
                            case OKTA -> "Email";
                            case ENTRA -> "mail, to emails[type eq \"work\"].value";
                            case GENERIC -> "e-mail address";
                        }),
                new Attribute(
                        "active",
                        false,
                        switch (dialect) {
                            case OKTA -> "nothing: Deactivate Users sends it";
                            case ENTRA -> "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")";
                            case GENERIC -> "whether the person may come in";
                        }),
                new Attribute(
                        "externalId",
                        false,
                        switch (dialect) {
                            case OKTA -> "nothing: Okta sends its user id";
                            case ENTRA -> "objectId";
                            case GENERIC -> "the client's own id";
                        }));
    }
}
