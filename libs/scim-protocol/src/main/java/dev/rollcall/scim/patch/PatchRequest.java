package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
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
     * Names and {@code op} in any letter case (E2). In COMPAT {@code schemas} may be missing, and the value of an operation without
     * path may be a JSON text (scim-for-keycloak).
     *
     * @throws ScimRefusal invalidSyntax when it is no PATCH message; noTarget for a remove without path; in INTEROP_STRICT
     *     invalidSyntax for any operation without path
     */
    public static PatchRequest parse(ObjectNode body, Mode mode) {
        if (!mode.compat()) {
            requireSchema(ScimJson.member(body, "schemas"));
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
            operations.add(operation(object, mode));
        }
        return new PatchRequest(operations);
    }

    private static void requireSchema(@Nullable JsonNode schemas) {
        if (schemas != null) {
            for (JsonNode uri : schemas) {
                if (uri.asText().equalsIgnoreCase(SCHEMA)) {
                    return;
                }
            }
        }
        throw ScimRefusal.invalidSyntax("'schemas' of a PATCH lists " + SCHEMA + ".");
    }

    private static PatchOperation operation(ObjectNode object, Mode mode) {
        Op op = op(ScimJson.member(object, "op"));
        String path = path(ScimJson.member(object, "path"), mode);
        JsonNode value = ScimJson.member(object, "value");
        if (op == Op.REMOVE && path == null) {
            throw ScimRefusal.noTarget("A remove needs a path.");
        }
        if (path == null && !mode.compat()) {
            throw ScimRefusal.invalidSyntax("This connection requires a path in every operation.");
        }
        if (op != Op.REMOVE && value == null) {
            throw ScimRefusal.invalidSyntax("An " + op.name().toLowerCase(Locale.ROOT) + " operation needs a value.");
        }
        if (path == null && value != null && value.isTextual()) {
            return new PatchOperation(op, null, ScimJson.read(value.textValue()));
        }
        if (path == null && !(value instanceof ObjectNode)) {
            throw ScimRefusal.invalidSyntax("Without a path, the value is an object of attributes.");
        }
        return new PatchOperation(op, path, value);
    }

    private static Op op(@Nullable JsonNode op) {
        String word = op != null && op.isTextual() ? op.textValue() : "";
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "add" -> Op.ADD;
            case "remove" -> Op.REMOVE;
            case "replace" -> Op.REPLACE;
            default ->
                throw ScimRefusal.invalidSyntax("'op' is add, remove or replace, not " + ScimRefusal.shown(word) + ".");
        };
    }

    private static @Nullable String path(@Nullable JsonNode path, Mode mode) {
        if (path == null
                || path.isNull()
                || mode.compat() && path.isTextual() && path.textValue().isBlank()) {
            return null;
        }
        if (!path.isTextual()) {
            throw ScimRefusal.invalidPath("'path' is a string.");
        }
        return path.textValue().strip();
    }
}
