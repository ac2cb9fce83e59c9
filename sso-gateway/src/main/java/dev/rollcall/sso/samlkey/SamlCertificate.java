package dev.rollcall.sso.samlkey;

import dev.rollcall.sso.secret.Fresh;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** A certificate that says nothing but which key it is: identity providers pin it, no chain is built (SAML metadata interoperability profile §2.5). */
public final class SamlCertificate {
    private static final X500Name NAME = new X500Name("CN=Rollcall SAML");
    private static final int SERIAL_BYTES = 16; // RFC 5280 §4.1.2.2: positive, at most 20

    private SamlCertificate() {}

    public static X509Certificate selfSigned(KeyPair rsa, Instant from, Instant until) {
        var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
        V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(new BigInteger(1, Fresh.bytes(SERIAL_BYTES)).setBit(0)));
        body.setIssuer(NAME);
        body.setSubject(NAME);
        body.setStartDate(new Time(Date.from(from)));
        body.setEndDate(new Time(Date.from(until)));
        body.setSignature(algorithm);
        body.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(rsa.getPublic().getEncoded()));
        try {
            return signed(body.generateTBSCertificate(), algorithm, rsa);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e); // every Java runtime signs with RSA
        }
    }

    private static X509Certificate signed(TBSCertificate body, AlgorithmIdentifier algorithm, KeyPair rsa)
            throws GeneralSecurityException, IOException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(rsa.getPrivate());
        signature.update(body.getEncoded("DER"));
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(body);
        parts.add(algorithm);
        parts.add(new DERBitString(signature.sign()));
        return read(new DERSequence(parts).getEncoded("DER"));
    }

    static X509Certificate read(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
