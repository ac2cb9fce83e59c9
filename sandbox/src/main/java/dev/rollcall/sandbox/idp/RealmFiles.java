package dev.rollcall.sandbox.idp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files in {@code resources/idp}: Keycloak's own representations, without what only a running suite knows. */
final class RealmFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RealmFiles() {}

    static ObjectNode object(String name) {
        return (ObjectNode) read(name);
    }

    static JsonNode read(String name) {
        try (InputStream file = RealmFiles.class.getResourceAsStream("/idp/" + name)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
