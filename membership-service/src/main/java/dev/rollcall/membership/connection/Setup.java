package dev.rollcall.membership.connection;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator pastes into the IdP (R-TOK-3), and what switching SCIM off would mean (R-SDIS-3). The same for SAML and OIDC
 * connections (R-TOK-8).
 *
 * @param scimBaseUrl the IdP's "SCIM Base URL", "Tenant URL" or "SCIM connector base URL"
 * @param scimLocked why SCIM cannot be switched on (R-TOK-1); null when it can
 * @param authentication how the IdP shows the token
 * @param signIn what the IdP must know for signing in
 * @param userName what to map to {@code userName}
 * @param groupName what a pushed group must be called
 * @param fields what goes into which field of this connection's kind of IdP; the standard's words for GENERIC
 * @param membersManaged how many members nobody would manage any more with SCIM off; they would stay members
 */
record Setup(
        UUID connectionId,
        String organization,
        List<String> domains,
        Dialect dialect,
        String scimBaseUrl,
        @Nullable String scimLocked,
        String authentication,
        Token token,
        Oauth oauth,
        Trust trust,
        boolean scimEnabled,
        boolean jitEnabled,
        SignIn signIn,
        String userName,
        String groupName,
        List<Field> fields,
        List<Attribute> attributes,
        Extension extension,
        long membersManaged,
        List<String> warnings) {

    /**
     * A token that the IdP keeps.
     *
     * @param create request that makes one
     */
    record Token(String create, String prefix) {}

    /**
     * Credentials that it exchanges for tokens (RFC 6749 §4.4).
     *
     * @param create request that makes a client
     * @param metadata RFC 8414
     */
    record Oauth(String create, String tokenEndpoint, String metadata, String scope) {}

    /**
     * Tokens of the IdP's own.
     *
     * @param change request that sets it
     * @param entraIssuer form of the issuer where the IdP is Entra
     */
    record Trust(String change, String setting, String entraIssuer, String entraAudience) {}

    /**
     * Our side of signing in (R-SSO-2), as in {@link dev.rollcall.contract.signin.SignInAddresses}.
     *
     * @param metadataUrl the same in one document, for SAML
     * @param change request that says who the IdP is
     * @param testUrl where an owner signs in once as a test (R-SSO-17)
     * @param fields what goes into which field of this connection's kind of IdP, for its protocol
     */
    record SignIn(
            String entityId,
            String acsUrl,
            String metadataUrl,
            String logoutUrl,
            String redirectUrl,
            String backchannelLogoutUrl,
            String change,
            String testUrl,
            List<Field> fields) {}

    /** A field of the IdP's page, by the name it has there. */
    record Field(String name, String value) {}

    /**
     * An attribute that acts on the membership.
     *
     * @param usual what it usually comes from in this kind of IdP
     */
    record Attribute(String name, boolean required, String usual) {}

    /**
     * Role, organization and team (R-ROLE-1); each optional.
     *
     * @param schema the external namespace
     * @param attributes the external names
     */
    record Extension(String schema, List<String> attributes, List<String> roles) {}
}
