package dev.rollcall.membership.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The User type of a connection, by what its row holds of extensions: read once for the same text. */
public final class StoredTypes {
    /**
     * Characters of the documents kept at the same time, some thousand connections' or a hundred of the largest: what is made of them is
     * several times as large. Another is read again, in a millisecond.
     */
    private static final long KNOWN_LENGTH_MAX = 16_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StoredType NONE = new StoredType(List.of(), ResourceTypes.USER);
    private static final LoadingCache<String, StoredType> KNOWN = Caffeine.newBuilder()
            .maximumWeight(KNOWN_LENGTH_MAX)
            .weigher((String text, StoredType type) -> text.length())
            .build(StoredTypes::read);

    private StoredTypes() {}

    /** @param extensions the documents, not to be changed */
    public record StoredType(List<ObjectNode> extensions, ResourceType user) {}

    /** @param text column {@code extensions}; null for none */
    public static StoredType of(@Nullable String text) {
        return text == null ? NONE : KNOWN.get(text);
    }

    /** For a connection that may have extensions. */
    public static ResourceType user(Connection connection, UUID connectionId) throws SQLException {
        return Sql.on(connection, "select extensions from connection where id = ?", connectionId)
                .first(row -> of(row.getString(1)))
                .orElse(NONE)
                .user();
    }

    private static StoredType read(String text) {
        try {
            List<ObjectNode> documents = List.of(JSON.readValue(text, ObjectNode[].class));
            return new StoredType(documents, ResourceTypes.user(documents));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored extensions are not JSON", e);
        }
    }
}
