package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.patch.PatchOperation.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A PATCH message, read but not yet applied. */
public record PatchRequest(List<PatchOperation> operations) {
    public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    public PatchRequest {
        operations = List.copyOf(operations);
    }

    /**
     * @throws ScimRefusal invalidSyntax when it is no PATCH message; noTarget for a remove without path; in INTEROP_STRICT
     *     invalidSyntax for any operation without path
     */
    public static PatchRequest parse(ObjectNode body, Leeway leeway) {
        if (!listsSchema(ScimJson.member(body, "schemas")) && !leeway.tolerates(Quirk.SCHEMAS_MISSING)) {
            throw ScimRefusal.invalidSyntax("'schemas' of a PATCH lists " + SCHEMA + ".");
        }
        if (!(ScimJson.member(body, "Operations") instanceof ArrayNode array) || array.isEmpty()) {
            throw ScimRefusal.invalidSyntax("A PATCH holds 'Operations', a list of at least one operation.");
        }
        if (array.size() > ScimLimits.OPERATIONS_MAX) {
            throw ScimRefusal.tooMany(
                    "A PATCH has at most " + ScimLimits.OPERATIONS_MAX + " operations, not " + array.size() + ".");
        }
        List<PatchOperation> operations = new ArrayList<>(array.size());
        for (JsonNode operation : array) {
            if (!(operation instanceof ObjectNode object)) {
                throw ScimRefusal.invalidSyntax("Each entry of 'Operations' is an object with op, path and value.");
            }
            operations.add(operation(object, leeway));
        }
        return new PatchRequest(operations);
    }

    /** As {@link #parse(ObjectNode, Leeway)}, where nobody asks what was tolerated. */
    public static PatchRequest parse(ObjectNode body, Mode mode) {
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

    private static PatchOperation operation(ObjectNode object, Leeway leeway) {
        Op op = op(ScimJson.member(object, "op"), leeway);
        String path = path(ScimJson.member(object, "path"), leeway);
        JsonNode value = ScimJson.member(object, "value");
        if (op == Op.REMOVE && path == null) {
            throw ScimRefusal.noTarget("A remove needs a path.");
        }
        if (path == null && !leeway.tolerates(Quirk.OPERATION_WITHOUT_PATH)) {
            throw ScimRefusal.invalidSyntax("This connection requires a path in every operation.");
        }
        if (op != Op.REMOVE && value == null) {
            throw ScimRefusal.invalidSyntax("An " + op.name().toLowerCase(Locale.ROOT) + " operation needs a value.");
        }
        if (path == null && value != null && value.isTextual() && leeway.tolerates(Quirk.JSON_TEXT_FOR_OBJECT)) {
            return new PatchOperation(op, null, ScimJson.read(value.textValue()));
        }
        if (path == null && !(value instanceof ObjectNode)) {
            throw ScimRefusal.invalidSyntax("Without a path, the value is an object of attributes.");
        }
        return new PatchOperation(op, path, value);
    }

    private static Op op(@Nullable JsonNode op, Leeway leeway) {
        String sent = op != null && op.isTextual() ? op.textValue() : "";
        String word = sent.toLowerCase(Locale.ROOT);
        return switch (word.equals(sent) || leeway.tolerates(Quirk.OP_LETTER_CASE) ? word : sent) {
            case "add" -> Op.ADD;
            case "remove" -> Op.REMOVE;
            case "replace" -> Op.REPLACE;
            default ->
                throw ScimRefusal.invalidSyntax("'op' is add, remove or replace, not " + ScimRefusal.shown(sent) + ".");
        };
    }

    private static @Nullable String path(@Nullable JsonNode path, Leeway leeway) {
        if (path == null
                || path.isNull()
                || path.isTextual() && path.textValue().isBlank() && leeway.tolerates(Quirk.EMPTY_PATH)) {
            return null;
        }
        if (!path.isTextual()) {
            throw ScimRefusal.invalidPath("'path' is a string.");
        }
        return path.textValue().strip();
    }
}
