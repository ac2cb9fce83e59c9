package dev.rollcall.sandbox.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    @TempDir
    Path folder;

    @Test
    void whatAServiceSignsIsVerifiedByItsKeyInTheTrustFolder() throws Exception {
        // given
        Keys keys = new Keys(folder);
        keys.ensure();
        KeyFactory factory = KeyFactory.getInstance("EC");
        PrivateKey own = factory.generatePrivate(new PKCS8EncodedKeySpec(der(keys.privateKey(Service.SCIM))));
        PublicKey trusted =
                factory.generatePublic(new X509EncodedKeySpec(der(keys.trust().resolve("scim-endpoint.pem"))));

        // when
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(own);
        signer.update(new byte[] {1});
        byte[] signature = signer.sign();

        // then
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(trusted);
        verifier.update(new byte[] {1});
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void keysAreMadeOnceAndReadableByTheirOwnerAlone() throws Exception {
        // given
        Keys keys = new Keys(folder);
        keys.ensure();
        String service = Files.readString(keys.privateKey(Service.SSO));
        String master = Files.readString(keys.masterKey());

        // when
        keys.ensure();

        // then
        assertThat(Files.readString(keys.privateKey(Service.SSO))).isEqualTo(service);
        assertThat(Files.readString(keys.masterKey())).isEqualTo(master).matches("1:[A-Za-z0-9+/]{43}=\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.masterKey())))
                .isEqualTo("rw-------");
    }

    private static byte[] der(Path pem) throws Exception {
        String body = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(body);
    }
}
