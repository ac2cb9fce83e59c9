package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.ServiceSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Access tokens: {@code rca_<client's public id>_<end and seal>}, sealed with a secret that every replica has, so none of them stores one.
 * The seal proves only that we gave the token; whether its client still counts is asked like for every other token.
 */
@ApplicationScoped
public class OauthTokens {
    static final String PREFIX = "rca_";

    private static final int END_BYTES = 4; // seconds, unsigned: until the year 2106
    private static final int SEAL_BYTES = 32; // HMAC-SHA-256
    private static final int PUBLIC_ID_LENGTH = 16;
    /** 36 bytes make 48 characters of base64url without a bit to spare, so no two texts spell one token. */
    private static final Pattern FORM = Pattern.compile(PREFIX + "[a-z2-7]{16}_[A-Za-z0-9_-]{48}");

    private final byte[] key;

    @Inject
    OauthTokens(ServiceSecrets secrets) {
        this(secrets.of("scim access token"));
    }

    OauthTokens(byte[] key) {
        this.key = key.clone();
    }

    /** A token for that client, which counts for nothing from {@code end} on. */
    public String issue(String publicId, Instant end) {
        byte[] until = ByteBuffer.allocate(END_BYTES)
                .putInt((int) end.getEpochSecond())
                .array();
        byte[] sealed = ByteBuffer.allocate(END_BYTES + SEAL_BYTES)
                .put(until)
                .put(seal(publicId, until))
                .array();
        return PREFIX + publicId + '_' + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Whose token it is; refused as TOKEN_INVALID when we did not give it, or when it has ended. */
    Presented.Grant require(String text, Instant now) {
        if (!FORM.matcher(text).matches()) {
            throw notOurs();
        }
        int idEnd = PREFIX.length() + PUBLIC_ID_LENGTH;
        String publicId = text.substring(PREFIX.length(), idEnd);
        ByteBuffer sealed = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(idEnd + 1)));
        byte[] until = new byte[END_BYTES];
        byte[] seal = new byte[SEAL_BYTES];
        sealed.get(until).get(seal);
        if (!MessageDigest.isEqual(seal, seal(publicId, until))) {
            throw notOurs();
        }
        Instant end = Instant.ofEpochSecond(
                Integer.toUnsignedLong(ByteBuffer.wrap(until).getInt()));
        if (!now.isBefore(end)) {
            throw Refusal.TOKEN_INVALID.because(
                    "The access token has expired: ask the token endpoint for a new one with the client's id and secret.");
        }
        return new Presented.Grant(publicId);
    }

    private byte[] seal(String publicId, byte[] until) {
        byte[] id = publicId.getBytes(StandardCharsets.US_ASCII);
        return ServiceSecrets.hmac(
                key,
                ByteBuffer.allocate(id.length + until.length).put(id).put(until).array());
    }

    private static Refused notOurs() {
        return Refusal.TOKEN_INVALID.because(
                "This is not an access token of this service, or it was copied incompletely: ask the token endpoint for a new one.");
    }
}
