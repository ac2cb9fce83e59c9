package dev.rollcall.scimendpoint.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.http.ResourceBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A stored User as a client sees it (R-SCIM-13). */
@ApplicationScoped
public class UserRendering {
    private final ResourceBase base;

    UserRendering(ResourceBase base) {
        this.base = base;
    }

    /** With every attribute; what the client did not want is taken away afterwards. */
    public ObjectNode render(UserRecord user) {
        ObjectNode resource = base.begin(user.id());
        resource.setAll(user.resource());
        if (user.groups() != null && !user.groups().isEmpty()) {
            groups(resource.putArray("groups"), user.groups());
        }
        return base.finish(
                ResourceTypes.USER, resource, user.id(), user.created(), user.lastModified(), user.version());
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
