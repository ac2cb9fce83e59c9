package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.Reading;
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
    public static PatchRequest parse(ObjectNode body, Reading reading) {
        if (!listsSchema(ScimJson.member(body, "schemas")) && !reading.tolerates(Quirk.SCHEMAS_MISSING)) {
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
            operations.add(operation(object, reading));
        }
        return new PatchRequest(operations);
    }

    /** As {@link #parse(ObjectNode, Reading)}, where nobody asks what was tolerated. */
    public static PatchRequest parse(ObjectNode body, Mode mode) {
        return parse(body, new Reading(mode));
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

    private static PatchOperation operation(ObjectNode object, Reading reading) {
        Op op = op(ScimJson.member(object, "op"), reading);
        String path = path(ScimJson.member(object, "path"), reading);
        JsonNode value = ScimJson.member(object, "value");
        if (op == Op.REMOVE && path == null) {
            throw ScimRefusal.noTarget("A remove needs a path.");
        }
        if (path == null && !reading.tolerates(Quirk.OPERATION_WITHOUT_PATH)) {
            throw ScimRefusal.invalidSyntax("This connection requires a path in every operation.");
        }
        if (op != Op.REMOVE && value == null) {
            throw ScimRefusal.invalidSyntax("An " + op.name().toLowerCase(Locale.ROOT) + " operation needs a value.");
        }
        if (path == null && value != null && value.isTextual() && reading.tolerates(Quirk.JSON_TEXT_FOR_OBJECT)) {
            return new PatchOperation(op, null, ScimJson.read(value.textValue()));
        }
        if (path == null && !(value instanceof ObjectNode)) {
            throw ScimRefusal.invalidSyntax("Without a path, the value is an object of attributes.");
        }
        return new PatchOperation(op, path, value);
    }

    private static Op op(@Nullable JsonNode op, Reading reading) {
        String sent = op != null && op.isTextual() ? op.textValue() : "";
        String word = sent.toLowerCase(Locale.ROOT);
        return switch (word.equals(sent) || reading.tolerates(Quirk.OP_LETTER_CASE) ? word : sent) {
            case "add" -> Op.ADD;
            case "remove" -> Op.REMOVE;
            case "replace" -> Op.REPLACE;
            default ->
                throw ScimRefusal.invalidSyntax("'op' is add, remove or replace, not " + ScimRefusal.shown(sent) + ".");
        };
    }

    private static @Nullable String path(@Nullable JsonNode path, Reading reading) {
        if (path == null
                || path.isNull()
                || path.isTextual() && path.textValue().isBlank() && reading.tolerates(Quirk.EMPTY_PATH)) {
            return null;
        }
        if (!path.isTextual()) {
            throw ScimRefusal.invalidPath("'path' is a string.");
        }
        return path.textValue().strip();
    }
}
