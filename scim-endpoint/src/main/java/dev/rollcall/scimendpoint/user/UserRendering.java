package dev.rollcall.scimendpoint.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.http.ResourceBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** A stored User as a client sees it (R-SCIM-13). */
@ApplicationScoped
public class UserRendering {
    private final ResourceBase base;

    UserRendering(ResourceBase base) {
        this.base = base;
    }

    /**
     * With every attribute of its type, and no other; what the client did not want is taken away afterwards.
     *
     * @param type of the connection's Users
     */
    public ObjectNode render(UserRecord user, ResourceType type) {
        ObjectNode resource = base.begin(user.id());
        for (Map.Entry<String, JsonNode> field : user.resource().properties()) {
            if (!field.getKey().startsWith("urn:")) {
                resource.set(field.getKey(), field.getValue());
            } else if (type.findAttribute(field.getKey()) instanceof Attribute extension) {
                setKnown(resource, extension, field.getValue());
            }
        }
        if (user.groups() != null && !user.groups().isEmpty()) {
            groups(resource.putArray("groups"), user.groups());
        }
        return base.finish(type, resource, user.id(), user.created(), user.lastModified(), user.version());
    }

    /** What the extension has now: values of what it had once stay stored. */
    private static void setKnown(ObjectNode resource, Attribute extension, JsonNode value) {
        boolean all = true;
        for (Map.Entry<String, JsonNode> part : value.properties()) {
            all &= extension.findSubAttribute(part.getKey()) != null;
        }
        if (all) {
            resource.set(extension.name(), value);
            return;
        }
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(part -> {
            if (extension.findSubAttribute(part.getKey()) != null) {
                known.set(part.getKey(), part.getValue());
            }
        });
        if (!known.isEmpty()) {
            resource.set(extension.name(), known);
        }
    }

    private void groups(ArrayNode groups, List<UserRecord.Reference> references) {
        for (UserRecord.Reference reference : references) {
            ObjectNode group = groups.addObject()
                    .put("value", reference.value().toString())
                    .put("$ref", base.location(ResourceTypes.GROUP, reference.value()));
            if (reference.display() != null) {
                group.put("display", reference.display());
            }
            group.put("type", "direct"); // groups do not nest here
        }
    }
}
