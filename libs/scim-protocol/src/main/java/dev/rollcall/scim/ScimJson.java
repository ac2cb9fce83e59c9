package dev.rollcall.scim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON bodies within limits; anything but one JSON object is a refusal. */
public final class ScimJson {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(ScimLimits.JSON_DEPTH_MAX)
                            .maxNumberLength(ScimLimits.NUMBER_LENGTH_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ScimJson() {}

    /**
     * @param body UTF-8, UTF-16 or UTF-32, told apart as RFC 4627 §3 says; the caller bounds its size
     * @throws ScimRefusal invalidSyntax when it is not one JSON object, or is nested too deeply
     */
    public static ObjectNode read(byte[] body) {
        return object(() -> MAPPER.readTree(body));
    }

    /** As {@link #read(byte[])}, from a stream; a broken connection is an {@link UncheckedIOException}. */
    public static ObjectNode read(InputStream body) {
        return object(() -> MAPPER.readTree(body));
    }

    /** As {@link #read(byte[])}, from text. */
    public static ObjectNode read(String body) {
        return object(() -> MAPPER.readTree(body));
    }

    /** The member of that name in any letter case (RFC 7643 §2.1), the exact one first; null when there is none. */
    public static @Nullable JsonNode member(ObjectNode object, String name) {
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return null;
    }

    private interface Source {
        JsonNode tree() throws IOException;
    }

    private static ObjectNode object(Source source) {
        try {
            if (source.tree() instanceof ObjectNode object) {
                return object;
            }
        } catch (StreamConstraintsException e) {
            throw ScimRefusal.invalidSyntax("The JSON nests deeper than " + ScimLimits.JSON_DEPTH_MAX
                    + " levels, or holds a number of more than " + ScimLimits.NUMBER_LENGTH_MAX
                    + " characters or a huge string.");
        } catch (MismatchedInputException e) {
            // Its message speaks of our parser's settings to somebody who has never seen them.
            throw ScimRefusal.invalidSyntax("The body must be one JSON object and nothing after it.");
        } catch (JsonProcessingException e) {
            throw ScimRefusal.invalidSyntax("The body is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw ScimRefusal.invalidSyntax("The body must be one JSON object.");
    }
}
