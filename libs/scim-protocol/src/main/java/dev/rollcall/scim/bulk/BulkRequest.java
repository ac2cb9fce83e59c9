package dev.rollcall.scim.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.bulk.BulkOperation.Method;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bulk message, read but not carried out.
 *
 * @param failOnErrors after how many errors to stop, from 1; {@link Integer#MAX_VALUE} when the client does not say
 */
public record BulkRequest(List<BulkOperation> operations, int failOnErrors) {
    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    private static final int BULK_ID_MAX = 200; // a client's own name for a line

    public BulkRequest {
        operations = List.copyOf(operations);
    }

    /** How many operations a message holds, for whoever limits them; 0 when it holds none. */
    public static int count(ObjectNode body) {
        return ScimJson.member(body, "Operations") instanceof ArrayNode operations ? operations.size() : 0;
    }

    /**
     * What is wrong with one operation becomes its fault: the others are carried out.
     *
     * @throws ScimRefusal invalidSyntax when it is no bulk message
     */
    public static BulkRequest parse(ObjectNode body, Leeway leeway) {
        if (!(ScimJson.member(body, "Operations") instanceof ArrayNode array) || array.isEmpty()) {
            throw ScimRefusal.invalidSyntax("A bulk request holds 'Operations', a list of at least one operation.");
        }
        if (!listsSchema(ScimJson.member(body, "schemas")) && !leeway.tolerates(Quirk.SCHEMAS_MISSING)) {
            throw ScimRefusal.invalidSyntax("'schemas' of a bulk request lists " + SCHEMA + ".");
        }
        Set<String> bulkIds = new HashSet<>();
        List<BulkOperation> operations = new ArrayList<>(array.size());
        for (JsonNode operation : array) {
            operations.add(operation(operation, bulkIds, leeway));
        }
        return new BulkRequest(operations, failOnErrors(ScimJson.member(body, "failOnErrors")));
    }

    /** As {@link #parse(ObjectNode, Leeway)}, where nobody asks what was tolerated. */
    public static BulkRequest parse(ObjectNode body, Mode mode) {
        return parse(body, new Leeway(mode));
    }

    private static boolean listsSchema(@Nullable JsonNode schemas) {
        if (schemas != null) {
            for (JsonNode uri : schemas) {
                if (uri.asText().equalsIgnoreCase(SCHEMA)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int failOnErrors(@Nullable JsonNode sent) {
        if (sent == null || sent.isNull()) {
            return Integer.MAX_VALUE;
        }
        if (sent.isIntegralNumber() && sent.canConvertToInt() && sent.intValue() >= 0) {
            // Nothing sensible can be meant by 0 but the first error.
            return Math.max(1, sent.intValue());
        }
        throw ScimRefusal.invalidSyntax("'failOnErrors' is a whole number from 1.");
    }

    private static BulkOperation operation(JsonNode sent, Set<String> bulkIds, Leeway leeway) {
        ObjectNode operation = sent instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        Method method = method(text(operation, "method"));
        String bulkId = text(operation, "bulkId");
        String version = text(operation, "version");
        JsonNode data = ScimJson.member(operation, "data");
        ObjectNode content = data instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        try {
            Place place = Place.of(text(operation, "path"), method);
            require(method != Method.UNKNOWN, "'method' is POST, PUT, PATCH or DELETE.");
            require(method == Method.DELETE || data instanceof ObjectNode, "'data' of a " + method + " is an object.");
            require(bulkId == null || bulkId.length() <= BULK_ID_MAX, "'bulkId' has at most 200 characters.");
            require(
                    method != Method.POST || bulkId != null || leeway.tolerates(Quirk.BULK_ID_MISSING),
                    "A POST needs a 'bulkId' (RFC 7644 §3.7).");
            require(
                    method != Method.POST || bulkId == null || bulkIds.add(bulkId),
                    "Another POST of this request has the same 'bulkId'.");
            return new BulkOperation(method, place.type(), place.id(), bulkId, version, content, null);
        } catch (ScimRefusal fault) {
            return new BulkOperation(method, null, null, bulkId, version, content, fault);
        }
    }

    /** A path such as {@code /Users/<id>}. */
    private record Place(ResourceType type, @Nullable String id) {
        static Place of(@Nullable String path, Method method) {
            String whole = path == null ? "" : path.strip();
            for (ResourceType type : ResourceTypes.ALL) {
                String endpoint = type.endpoint();
                if (whole.equals(endpoint) && method == Method.POST) {
                    return new Place(type, null);
                }
                if (whole.startsWith(endpoint + "/")
                        && method != Method.POST
                        && whole.length() > endpoint.length() + 1) {
                    return new Place(type, whole.substring(endpoint.length() + 1));
                }
            }
            throw ScimRefusal.invalidSyntax(
                    "'path' is /Users or /Groups for a POST, with an id behind it for others, not "
                            + ScimRefusal.shown(whole) + ".");
        }
    }

    private static Method method(@Nullable String word) {
        return switch (word == null ? "" : word.toUpperCase(Locale.ROOT)) {
            case "POST" -> Method.POST;
            case "PUT" -> Method.PUT;
            case "PATCH" -> Method.PATCH;
            case "DELETE" -> Method.DELETE;
            default -> Method.UNKNOWN;
        };
    }

    private static void require(boolean condition, String detail) {
        if (!condition) {
            throw ScimRefusal.invalidSyntax(detail);
        }
    }

    private static @Nullable String text(ObjectNode object, String name) {
        JsonNode value = ScimJson.member(object, name);
        return value != null && value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }
}
