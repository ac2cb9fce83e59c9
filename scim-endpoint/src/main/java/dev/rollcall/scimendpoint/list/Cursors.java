package dev.rollcall.scimendpoint.list;

import dev.rollcall.kit.ServiceSecrets;
import dev.rollcall.scim.ScimRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** Cursors as text (RFC 9865): opaque to clients, good for one query on any replica, for an hour. */
@ApplicationScoped
public class Cursors {
    /** A client that waits longer between two pages has given up. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final byte VERSION = 2;
    private static final int MAC_BYTES = 16; // nobody can try 2^128 of them in an hour
    private static final int POSITION_BYTES = 1 + 4 + 4 + 4 + 1;
    private static final int UUID_BYTES = 16;

    private final byte[] key;

    @Inject
    Cursors(ServiceSecrets secrets) {
        this(secrets.of("scim cursor"));
    }

    Cursors(byte[] key) {
        this.key = key.clone();
    }

    /** @param query everything that the pages of the walk have in common, the connection above all */
    String write(String query, Walk walk) {
        UUID after = walk.after();
        ByteBuffer position = ByteBuffer.allocate(POSITION_BYTES + (after == null ? 0 : UUID_BYTES))
                .put(VERSION)
                .putInt((int) walk.issued().getEpochSecond())
                .putInt(walk.total())
                .putInt(walk.passed())
                .put((byte) (walk.pastUsers() ? 1 : 0));
        if (after != null) {
            position.putLong(after.getMostSignificantBits()).putLong(after.getLeastSignificantBits());
        }
        byte[] mac = mac(position.array(), query);
        byte[] token = ByteBuffer.allocate(position.capacity() + MAC_BYTES)
                .put(position.array())
                .put(mac)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** @throws ScimRefusal invalidCursor when it is none of ours or of another query; expiredCursor when it is too old */
    Walk read(String query, String text, Instant now) {
        byte[] token = bytes(text);
        boolean withId = token.length == POSITION_BYTES + UUID_BYTES + MAC_BYTES;
        if (!withId && token.length != POSITION_BYTES + MAC_BYTES) {
            throw invalid();
        }
        byte[] position = Arrays.copyOf(token, token.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(token, position.length, token.length);
        if (position[0] != VERSION || !MessageDigest.isEqual(mac, mac(position, query))) {
            throw invalid();
        }
        ByteBuffer in = ByteBuffer.wrap(position, 1, position.length - 1);
        Instant issued = Instant.ofEpochSecond(Integer.toUnsignedLong(in.getInt()));
        if (now.isAfter(issued.plus(LIFETIME))) {
            throw ScimRefusal.expiredCursor("The cursor is older than an hour; begin again with an empty one.");
        }
        int total = in.getInt();
        int passed = in.getInt();
        boolean pastUsers = in.get() == 1;
        UUID after = withId ? new UUID(in.getLong(), in.getLong()) : null;
        return new Walk(issued, total, passed, after, pastUsers);
    }

    private byte[] mac(byte[] position, String query) {
        byte[] text = query.getBytes(StandardCharsets.UTF_8);
        byte[] message = ByteBuffer.allocate(position.length + text.length)
                .put(position)
                .put(text)
                .array();
        return Arrays.copyOf(ServiceSecrets.hmac(key, message), MAC_BYTES);
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ScimRefusal invalid() {
        return ScimRefusal.invalidCursor(
                "The cursor is not of this query: send it with the same filter and order, or begin again with an empty one.");
    }
}
