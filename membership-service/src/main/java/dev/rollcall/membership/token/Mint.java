package dev.rollcall.membership.token;

import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.membership.stream.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.Base64;

/** Makes new tokens from randomness. */
@ApplicationScoped
class Mint {
    private static final int SECRET_BYTES = 32; // 256 bit: nothing to guess, so a plain hash is enough at rest
    private static final int PUBLIC_ID_BYTES = 10; // 80 bit: 16 base32 characters
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private final Moments moments;

    Mint(Moments moments) {
        this.moments = moments;
    }

    ScimToken newToken() {
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(moments.secret(SECRET_BYTES));
        return new ScimToken(base32(moments.secret(PUBLIC_ID_BYTES)), secret);
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(ScimToken.PUBLIC_ID_LENGTH);
        BigInteger rest = new BigInteger(1, bytes);
        for (int i = 0; i < ScimToken.PUBLIC_ID_LENGTH; i++) {
            text.append(BASE32.charAt(rest.intValue() & 31));
            rest = rest.shiftRight(5);
        }
        return text.toString();
    }
}
