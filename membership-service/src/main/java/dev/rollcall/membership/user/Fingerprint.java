package dev.rollcall.membership.user;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** By what a request is known again without being kept: what it asked for is personal. */
public final class Fingerprint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Fingerprint() {}

    /** SHA-256 of the resource, in the order in which it was sent: a repetition has the same. */
    public static byte[] of(ObjectNode resource) {
        try (DigestOutputStream digest =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            JSON.writeValue(digest, resource); // straight into the digest: a large group's text is many megabytes
            return digest.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("A tree can always be written", e);
        }
    }
}
