package dev.rollcall.membership.idp;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;

/** A certificate of a key of its own, made anew for each test: X.509 (RFC 5280 §4.1) in the few bytes that it needs. */
record IdpTestCertificate(byte[] der) {
    private static final byte[] ECDSA_WITH_SHA256 = tagged(0x30, HexFormat.of().parseHex("06082a8648ce3d040302"));
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    static IdpTestCertificate of(String name, Instant from, Instant until) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] subject = tagged(
                    0x30, tagged(0x31, tagged(0x30, COMMON_NAME, tagged(0x0c, name.getBytes(StandardCharsets.UTF_8)))));
            byte[] body = tagged(
                    0x30,
                    tagged(0xa0, tagged(0x02, new byte[] {2})),
                    tagged(0x02, BigInteger.valueOf(name.hashCode() & 0xffff).toByteArray()),
                    ECDSA_WITH_SHA256,
                    subject,
                    tagged(0x30, time(from), time(until)),
                    subject,
                    pair.getPublic().getEncoded());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(body);
            return new IdpTestCertificate(
                    tagged(0x30, body, ECDSA_WITH_SHA256, tagged(0x03, new byte[] {0}, signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** From yesterday on, for so many days from now. */
    static IdpTestCertificate forDays(int days) {
        Instant now = Instant.now();
        return of("idp.example", now.minusSeconds(86_400), now.plusSeconds(days * 86_400L));
    }

    /** The day before yesterday was its last. */
    static IdpTestCertificate ended() {
        Instant now = Instant.now();
        return of("old.example", now.minusSeconds(10 * 86_400), now.minusSeconds(2 * 86_400));
    }

    String base64() {
        return Base64.getEncoder().encodeToString(der);
    }

    String pem() {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] time(Instant time) {
        return tagged(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = Stream.of(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 128) {
            out.write(length);
        } else {
            byte[] size = BigInteger.valueOf(length).toByteArray();
            int zeros = size[0] == 0 ? 1 : 0;
            out.write(0x80 | (size.length - zeros));
            out.write(size, zeros, size.length - zeros);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
