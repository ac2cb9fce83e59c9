package dev.rollcall.sso.saml;

import java.security.PublicKey;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.EncryptedData;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.keys.KeyInfo;
import org.w3c.dom.Document;

/** Encrypts an assertion to a public key, as anybody can. */
public record SamlEncrypter(PublicKey to, String dataAlgorithm, String keyAlgorithm) {
    static {
        Init.init();
    }

    public String encrypt(String assertion) {
        try {
            Document document = SamlSigner.parse(assertion);
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(dataAlgorithm.contains("256") ? 256 : 128);
            SecretKey dataKey = generator.generateKey();
            XMLCipher wrap = XMLCipher.getInstance(keyAlgorithm);
            wrap.init(XMLCipher.WRAP_MODE, to);
            EncryptedKey key = wrap.encryptKey(document, dataKey);
            XMLCipher cipher = XMLCipher.getInstance(dataAlgorithm);
            cipher.init(XMLCipher.ENCRYPT_MODE, dataKey);
            EncryptedData data = cipher.getEncryptedData();
            KeyInfo info = new KeyInfo(document);
            info.add(key);
            data.setKeyInfo(info);
            cipher.doFinal(document, document.getDocumentElement());
            return "<saml:EncryptedAssertion xmlns:saml=\"" + SamlNames.ASSERTION + "\">"
                    + SamlSigner.text(document.getDocumentElement()) + "</saml:EncryptedAssertion>";
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
