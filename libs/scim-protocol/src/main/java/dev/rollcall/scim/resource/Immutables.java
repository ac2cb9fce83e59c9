package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.ResourceType;
import java.util.function.BiConsumer;

/** Immutable attributes of a connection's own extensions: set once (RFC 7643 §2.2, RFC 7644 §3.5.1). */
public final class Immutables {
    private Immutables() {}

    /** Gives a replacement what it leaves out of the immutable attributes that have a value. */
    public static void keep(ResourceType type, ObjectNode before, ObjectNode replacement) {
        each(type, (urn, attribute) -> {
            JsonNode value = before.path(urn).path(attribute.name());
            boolean sent = replacement.path(urn).has(attribute.name());
            if (!value.isMissingNode() && !sent) {
                ObjectNode extension = replacement.path(urn) instanceof ObjectNode present
                        ? present.deepCopy()
                        : replacement.objectNode();
                extension.set(attribute.name(), value);
                replacement.set(urn, extension);
            }
        });
    }

    /** @throws ScimRefusal mutability when a value that is there would change or go */
    public static void require(ResourceType type, ObjectNode before, ObjectNode after) {
        each(type, (urn, attribute) -> {
            JsonNode value = before.path(urn).path(attribute.name());
            if (!value.isMissingNode() && !value.equals(after.path(urn).path(attribute.name()))) {
                throw ScimRefusal.mutability("'" + urn + ':' + attribute.name() + "' is set and cannot change.");
            }
        });
    }

    private static void each(ResourceType type, BiConsumer<String, Attribute> act) {
        for (ResourceType.Extension extension : type.ownExtensions()) {
            for (Attribute attribute : extension.schema().attributes()) {
                if (attribute.mutability() == Mutability.IMMUTABLE) {
                    act.accept(extension.schema().id(), attribute);
                }
            }
        }
    }
}
