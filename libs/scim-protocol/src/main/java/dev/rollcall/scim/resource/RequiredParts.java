package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;

/** What a connection's own extension requires: it is required where the extension is there at all, and so within its values. */
public final class RequiredParts {
    private RequiredParts() {}

    /**
     * @param urn of the extension
     * @throws ScimRefusal invalidValue, with the path of what is missing
     */
    public static void require(ResourceType type, String urn, ObjectNode resource) {
        Attribute container = type.findAttribute(urn);
        if (container != null) {
            require(container, container.name() + ':', resource.path(container.name()));
        }
    }

    private static void require(Attribute attribute, String path, JsonNode value) {
        if (value.isArray()) {
            value.forEach(one -> require(attribute, path, one));
            return;
        }
        for (Attribute sub : value.isObject() ? attribute.subAttributes() : List.<Attribute>of()) {
            if (sub.required() && !value.has(sub.name())) {
                throw ScimRefusal.invalidValue("'" + path + sub.name() + "' is required.");
            }
            require(sub, path + sub.name() + '.', value.path(sub.name()));
        }
    }
}
