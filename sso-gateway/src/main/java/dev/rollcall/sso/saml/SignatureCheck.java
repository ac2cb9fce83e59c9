package dev.rollcall.sso.saml;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.apache.xml.security.Init;
import org.apache.xml.security.algorithms.SignatureAlgorithm;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.Reference;
import org.apache.xml.security.signature.SignedInfo;
import org.apache.xml.security.signature.XMLSignature;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Core validation of one signature (XML Signature §3.2), with the library's transforms and algorithms. Its two halves are called here one by
 * one, because the library digests a stream and forgets it: asked for the bytes afterwards it canonicalizes again, and what is read would
 * only be like what was digested. Here it is the same array.
 */
final class SignatureCheck {
    private static final boolean SECURE_VALIDATION = true;

    static {
        Init.init();
    }

    private SignatureCheck() {}

    /** An element that was signed, parsed anew from the signed bytes, without its signature. */
    record Signed(Element element, X509Certificate by) {}

    static Signed require(Element signed, Element signature, SamlConnection connection, Instant now)
            throws SamlRefused {
        DocumentShape.requireIdAndVersion(signed); // before its ID becomes a reference
        SignatureShape shape = SignatureShape.of(signature, signed);
        signed.setIdAttributeNS(
                null, "ID", true); // the library finds it by this; nothing else in the document is an ID to it
        try {
            XMLSignature read = new XMLSignature(signature, "", SECURE_VALIDATION);
            X509Certificate by = signer(read, shape, connection, signature);
            requireInTime(by, connection, now);
            Element element =
                    SecureXml.parse(signedBytes(read.getSignedInfo(), shape)).getDocumentElement();
            requireSame(element, signed);
            return new Signed(element, by);
        } catch (XMLSecurityException | RuntimeException e) {
            throw invalid(
                    connection,
                    signature); // the message is the sender's, and so is what the library may stumble over in it
        }
    }

    private static byte[] signedBytes(SignedInfo info, SignatureShape shape) throws XMLSecurityException, SamlRefused {
        Reference reference = info.item(0);
        byte[] bytes = reference.getReferencedBytes();
        if (!MessageDigest.isEqual(shape.digest().of(bytes), reference.getDigestValue())) {
            throw new SamlRefused(
                    SamlRefusal.SIGNATURE_INVALID,
                    "the digest of what was signed",
                    "the message was changed after signing");
        }
        return bytes;
    }

    private static X509Certificate signer(
            XMLSignature read, SignatureShape shape, SamlConnection connection, Element signature)
            throws XMLSecurityException, SamlRefused {
        byte[] value = read.getSignatureValue();
        for (X509Certificate certificate : connection.certificates()) {
            PublicKey key = certificate.getPublicKey();
            if (shape.method().keyAlgorithm().equals(key.getAlgorithm()) && fits(read.getSignedInfo(), key, value)) {
                return certificate;
            }
        }
        throw invalid(connection, signature);
    }

    private static boolean fits(SignedInfo info, PublicKey key, byte[] value) {
        try {
            SignatureAlgorithm algorithm = info.getSignatureAlgorithm();
            algorithm.initVerify(key);
            algorithm.update(info.getCanonicalizedOctetStream());
            return algorithm.verify(value);
        } catch (XMLSecurityException | IOException e) {
            return false; // a value of another length, for instance
        }
    }

    private static void requireInTime(X509Certificate certificate, SamlConnection connection, Instant now)
            throws SamlRefused {
        if (!connection.believes(certificate, now)) {
            throw new SamlRefused(
                    SamlRefusal.CERTIFICATE_EXPIRED,
                    "a certificate in force",
                    Thumbprint.of(certificate) + " until "
                            + certificate.getNotAfter().toInstant());
        }
    }

    /** The transforms cannot make another element of it; were one day's library to think otherwise, it ends here. */
    private static void requireSame(Element element, Element signed) throws SamlRefused {
        boolean same = Markup.is(element, String.valueOf(signed.getNamespaceURI()), signed.getLocalName())
                && element.getAttributeNS(null, "ID").equals(signed.getAttributeNS(null, "ID"));
        if (!same) {
            throw new SamlRefused(SamlRefusal.SIGNATURE_REFERENCE, signed.getLocalName(), element.getNodeName());
        }
    }

    private static SamlRefused invalid(SamlConnection connection, Element signature) {
        List<String> ours =
                connection.certificates().stream().map(Thumbprint::of).toList();
        @Nullable String theirs = Thumbprint.claimedIn(signature);
        return new SamlRefused(
                SamlRefusal.SIGNATURE_INVALID,
                "a signature by one of " + ours,
                theirs == null ? "another signature" : "a signature that claims " + theirs);
    }
}
