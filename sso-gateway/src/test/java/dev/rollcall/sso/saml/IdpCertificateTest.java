package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.kit.certificate.IdpCertificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** R-SSO-3: the certificate is pasted whole, and other text is told precisely what it is. */
class IdpCertificateTest {
    private static final X509Certificate GOOD = SamlWorld.keys("idp").certificate();

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static String refusal(String pasted) {
        return ((IdpCertificate.Refused) IdpCertificate.ofPem(pasted)).text();
    }

    @Test
    void aPastedCertificateIsRead() throws Exception {
        assertThat(IdpCertificate.ofPem("\r\n" + pem(GOOD).replace("\n", "\r\n")))
                .isEqualTo(new IdpCertificate.Read(GOOD));
        assertThat(new IdpCertificate.Read(GOOD).thumbprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void anEllipticCurveWillDo() throws Exception {
        X509Certificate elliptic = SamlWorld.keys("elliptic").certificate();

        assertThat(IdpCertificate.ofPem(pem(elliptic))).isEqualTo(new IdpCertificate.Read(elliptic));
    }

    @Test
    void otherTextIsToldWhatIsWrong() throws Exception {
        String pem = pem(GOOD);

        assertThat(refusal("")).contains("BEGIN CERTIFICATE");
        assertThat(refusal(pem.substring(28))).contains("first line");
        assertThat(refusal(pem.substring(0, 600))).contains("cut off");
        assertThat(refusal(pem + pem)).contains("one certificate at a time");
        assertThat(refusal("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"))
                .contains("private key");
        assertThat(refusal("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
                .contains("public key");
        assertThat(refusal("-----BEGIN CERTIFICATE-----\nA*B\n-----END CERTIFICATE-----"))
                .contains("not Base64");
        assertThat(refusal("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"))
                .contains("no X.509 certificate");
        assertThat(refusal("x".repeat(20_000))).contains("longer");
    }

    @Test
    void aWeakKeyIsRefused() throws Exception {
        SamlKeys weak = SamlKeys.rsa("weak", 1024, SamlWorld.NOW, SamlWorld.NOW.plusSeconds(60));

        assertThat(refusal(pem(weak.certificate()))).contains("too weak");
    }
}
