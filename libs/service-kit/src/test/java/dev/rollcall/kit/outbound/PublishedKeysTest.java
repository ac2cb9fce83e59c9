package dev.rollcall.kit.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedKeysTest {
    private static PublicJsonWebKey rsa(String keyId, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return named(keyId, generator.generateKeyPair());
    }

    private static PublicJsonWebKey ec(String keyId, String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return named(keyId, generator.generateKeyPair());
    }

    private static PublicJsonWebKey named(String keyId, KeyPair pair) throws Exception {
        PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
        key.setKeyId(keyId);
        return key;
    }

    private static List<String> names(List<PublicJsonWebKey> keys) {
        return keys.stream().map(PublicJsonWebKey::getKeyId).toList();
    }

    @Test
    void aKeyIsFoundByItsNameForTheAlgorithmsOfItsKind() throws Exception {
        JsonWebKeySet set = new JsonWebKeySet(rsa("r", 2_048), ec("p256", "secp256r1"), ec("p384", "secp384r1"));
        PublishedKeys keys = PublishedKeys.read(set.toJson());

        assertThat(names(keys.fitting("RS256", null))).containsExactly("r");
        assertThat(names(keys.fitting("PS512", "r"))).containsExactly("r");
        assertThat(names(keys.fitting("ES256", null))).containsExactly("p256");
        assertThat(names(keys.fitting("ES384", "p384"))).containsExactly("p384");
        assertThat(keys.fitting("ES256", "p384")).isEmpty();
        assertThat(keys.fitting("RS256", "p256")).isEmpty();
        assertThat(keys.fitting("HS256", "r")).isEmpty();
        assertThat(keys.fitting("none", null)).isEmpty();
    }

    @Test
    void aKeyForSomethingElseOrATooWeakOneIsLeftOut() throws Exception {
        PublicJsonWebKey encryption = rsa("enc", 2_048);
        encryption.setUse("enc");
        PublicJsonWebKey wrapping = rsa("wrap", 2_048);
        wrapping.setKeyOps(List.of("wrapKey"));
        PublicJsonWebKey other = rsa("rs512", 2_048);
        other.setAlgorithm("RS512");
        OctetSequenceJsonWebKey shared = new OctetSequenceJsonWebKey(new SecretKeySpec(new byte[32], "AES"));
        JsonWebKeySet set = new JsonWebKeySet(encryption, wrapping, other, rsa("weak", 1_024), shared);

        PublishedKeys keys = PublishedKeys.read(set.toJson(OutputControlLevel.INCLUDE_SYMMETRIC));

        assertThat(names(keys.keys())).containsExactly("rs512");
        assertThat(keys.fitting("RS256", "rs512")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"keys\":7}", "{\"keys\":[7]}", "<html>", "{\"keys\":null}"})
    void whatIsNoKeySetIsAFailureOfTheirs(String text) {
        assertThatThrownBy(() -> PublishedKeys.read(text)).isInstanceOf(IOException.class);
    }
}
