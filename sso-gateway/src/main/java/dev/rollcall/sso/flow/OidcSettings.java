package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInAddresses;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.oidc.ClientAuthentication;
import dev.rollcall.sso.oidc.OidcClient;
import dev.rollcall.sso.oidc.Provider;
import dev.rollcall.sso.saml.SamlKey;
import dev.rollcall.sso.samlkey.OurSamlKeys;
import dev.rollcall.sso.secret.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A connection's OpenID Connect settings as the relying party takes them. */
@ApplicationScoped
class OidcSettings {
    private final OurSamlKeys keys;
    private final String base;

    OidcSettings(OurSamlKeys keys, @ConfigProperty(name = "rollcall.issuer") String base) {
        this.keys = keys;
        this.base = base;
    }

    OidcClient client(SignInConnection connection, IdpSettings.Oidc idp) {
        return new OidcClient(
                connection.id(),
                connection.version(),
                provider(idp),
                idp.clientId(),
                authentication(idp),
                SignInAddresses.of(base, connection.id()).redirectUrl(),
                idp.scopes(),
                Set.copyOf(idp.algorithms()),
                idp.groupsClaim());
    }

    static Provider provider(IdpSettings.Oidc idp) {
        return switch (idp.kind()) {
            case STANDARD -> new Provider.Standard(idp.issuer());
            case ENTRA -> new Provider.Entra(idp.issuer(), Set.copyOf(idp.tenants()));
        };
    }

    private ClientAuthentication authentication(IdpSettings.Oidc idp) {
        return switch (idp.authentication()) {
            case CLIENT_SECRET_BASIC -> new ClientAuthentication.SecretBasic(secret(idp));
            case CLIENT_SECRET_POST -> new ClientAuthentication.SecretPost(secret(idp));
            case PRIVATE_KEY_JWT -> privateKey(idp);
        };
    }

    private static String secret(IdpSettings.Oidc idp) {
        return Objects.requireNonNull(idp.clientSecret(), "This way of authentication needs a client secret.");
    }

    /** With the key whose certificate our SAML metadata show: an administrator uploads it at the provider. */
    private ClientAuthentication privateKey(IdpSettings.Oidc idp) {
        SamlKey key = keys.ring().current();
        return switch (idp.kind()) {
            // RS256 is what every provider takes (OIDC Core §15.1); Entra asks for PS256 and the thumbprint.
            case STANDARD -> new ClientAuthentication.PrivateKeyJwt(key.key(), "RS256", null, thumbprint(key));
            case ENTRA -> new ClientAuthentication.PrivateKeyJwt(key.key(), "PS256", null, thumbprint(key));
        };
    }

    private static String thumbprint(SamlKey key) {
        try {
            byte[] sha256 = Sha256.of(key.certificate().getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
