package dev.rollcall.sso.oidc;

import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/** How this client proves itself at the token endpoint (OIDC Core §9). What is in here is secret and shows nowhere. */
public sealed interface ClientAuthentication {
    /** {@code client_secret_basic}, the standard's default. */
    record SecretBasic(String secret) implements ClientAuthentication {
        @Override
        public String toString() {
            return "client_secret_basic";
        }
    }

    /** {@code client_secret_post}. */
    record SecretPost(String secret) implements ClientAuthentication {
        @Override
        public String toString() {
            return "client_secret_post";
        }
    }

    /**
     * {@code private_key_jwt}.
     *
     * @param algorithm for instance PS256 or ES256, as the provider takes it
     * @param keyId as the provider knows the public key; null when it knows only one
     * @param certificateSha256 base64url of the SHA-256 of our certificate, by which Entra knows the key; null elsewhere
     */
    record PrivateKeyJwt(
            PrivateKey key,
            String algorithm,
            @Nullable String keyId,
            @Nullable String certificateSha256) implements ClientAuthentication {
        @Override
        public String toString() {
            return "private_key_jwt";
        }
    }
}
