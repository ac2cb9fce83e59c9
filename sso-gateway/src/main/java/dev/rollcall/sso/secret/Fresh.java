package dev.rollcall.sso.secret;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** The one place where new identities and secrets come from. */
public final class Fresh {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();

    private Fresh() {}

    /** A UUID of version 7: unique, and in the order of its making. */
    public static UUID id() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** 256 random bits as 43 base64url characters. */
    public static String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /** Random base32 characters (A to Z, 2 to 7), five bits each. */
    public static String base32(int length) {
        StringBuilder text = new StringBuilder(length);
        for (byte random : bytes(length)) {
            text.append(BASE32[random & 31]);
        }
        return text.toString();
    }
}
