package dev.rollcall.membership.connection;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.membership.connection.Setup.Field;
import java.util.List;

/** What goes where in each kind of IdP for signing in, by the names that its pages have (R-SSO-2, R-SSO-5). */
final class SignInFieldRules {
    private SignInFieldRules() {}

    static List<Field> fields(Protocol protocol, Dialect dialect, SignInAddresses ours) {
        return switch (protocol) {
            case SAML -> saml(dialect, ours);
            case OIDC -> oidc(dialect, ours);
        };
    }

    private static List<Field> saml(Dialect dialect, SignInAddresses ours) {
        return switch (dialect) {
            case OKTA ->
                List.of(
                        new Field("Single sign-on URL", ours.acsUrl()),
                        new Field("Audience URI (SP Entity ID)", ours.entityId()),
                        new Field("Name ID format", "EmailAddress"),
                        new Field("Application username", "Email"));
            case ENTRA ->
                List.of(
                        new Field("Identifier (Entity ID)", ours.entityId()),
                        new Field("Reply URL (Assertion Consumer Service URL)", ours.acsUrl()),
                        new Field("Logout Url (Optional)", ours.logoutUrl()));
            case GENERIC ->
                List.of(
                        new Field("entity ID", ours.entityId()),
                        new Field("assertion consumer service (POST)", ours.acsUrl()),
                        new Field("single logout service (redirect)", ours.logoutUrl()),
                        new Field("name ID format", "emailAddress"));
        };
    }

    private static List<Field> oidc(Dialect dialect, SignInAddresses ours) {
        return switch (dialect) {
            case OKTA -> List.of(new Field("Sign-in redirect URIs", ours.redirectUrl()));
            case ENTRA -> List.of(new Field("Redirect URI", ours.redirectUrl()));
            case GENERIC ->
                List.of(
                        new Field("redirect URI", ours.redirectUrl()),
                        new Field("back-channel logout URI", ours.backchannelLogoutUrl()));
        };
    }
}
