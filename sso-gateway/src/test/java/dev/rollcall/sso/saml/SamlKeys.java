package dev.rollcall.sso.saml;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A key pair with a certificate of its own, made anew in each run: no test message outlives it. */
public record SamlKeys(KeyPair pair, X509Certificate certificate) {
    public static SamlKeys rsa(String name, Instant from, Instant until) {
        return rsa(name, 2048, from, until);
    }

    static SamlKeys rsa(String name, int bits, Instant from, Instant until) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption);
            return signed(generator.generateKeyPair(), "SHA256withRSA", algorithm, name, from, until);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static SamlKeys ec(String name, Instant from, Instant until) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            return signed(generator.generateKeyPair(), "SHA256withECDSA", algorithm, name, from, until);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SamlKeys signed(
            KeyPair pair, String algorithm, AlgorithmIdentifier id, String name, Instant from, Instant until)
            throws Exception {
        V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(BigInteger.valueOf(name.hashCode() & 0xffff)));
        body.setIssuer(new X500Name("CN=" + name));
        body.setSubject(new X500Name("CN=" + name));
        body.setStartDate(new Time(Date.from(from)));
        body.setEndDate(new Time(Date.from(until)));
        body.setSignature(id);
        body.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        var tbs = body.generateTBSCertificate();
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(tbs.getEncoded("DER"));
        ASN1EncodableVector certificate = new ASN1EncodableVector();
        certificate.add(tbs);
        certificate.add(id);
        certificate.add(new DERBitString(signature.sign()));
        return new SamlKeys(pair, read(new DERSequence(certificate).getEncoded("DER")));
    }

    private static X509Certificate read(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
