package dev.rollcall.scimendpoint.group;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.http.ResourceBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A stored Group as a client sees it. */
@ApplicationScoped
public class GroupRendering {
    private final ResourceBase base;

    GroupRendering(ResourceBase base) {
        this.base = base;
    }

    /** With every attribute; what the client did not want is taken away afterwards. */
    public ObjectNode render(GroupRecord group) {
        ObjectNode resource = base.begin(group.id());
        if (group.externalId() != null) {
            resource.put("externalId", group.externalId());
        }
        resource.put("displayName", group.displayName());
        if (group.members() != null && !group.members().isEmpty()) {
            members(resource.putArray("members"), group.members());
        }
        return base.finish(
                ResourceTypes.GROUP, resource, group.id(), group.created(), group.lastModified(), group.version());
    }

    public String location(GroupRecord group) {
        return base.location(ResourceTypes.GROUP, group.id());
    }

    private void members(ArrayNode members, List<UserRecord.Reference> references) {
        for (UserRecord.Reference reference : references) {
            ObjectNode member = members.addObject()
                    .put("value", reference.value().toString())
                    .put("$ref", base.location(ResourceTypes.USER, reference.value()))
                    .put("type", "User");
            if (reference.display() != null) {
                member.put("display", reference.display());
            }
        }
    }
}
