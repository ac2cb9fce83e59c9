package dev.rollcall.scimendpoint.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.provisioning.UserText;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.http.ResourceBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A stored User as a client sees it (R-SCIM-13). */
@ApplicationScoped
public class UserRendering {
    /** How each extension that a resource carries begins, with the quotation mark before it. */
    private static final String EXTENSION = "\"urn:";
    /** The extensions of every connection: nothing of them is ever hidden or forgotten. */
    private static final List<String> EVERYONES = ResourceTypes.USER.extensions().stream()
            .map(extension -> extension.schema().id())
            .toList();
    /** {@code schemas} for each choice of those, which the bits of its place tell. */
    private static final List<String> SCHEMAS = IntStream.range(0, 1 << EVERYONES.size())
            .mapToObj(UserRendering::schemas)
            .toList();
    /** What a client sees never, or not unless it asks. */
    private static final List<String> HIDDEN = ResourceTypes.USER.hiddenAttributes().stream()
            .map(attribute -> '"' + attribute.name() + "\":")
            .toList();

    /** Characters of {@code schemas}, {@code id} and {@code meta}, with some room. */
    private static final int ADDED = 640;

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

    public String location(UUID user) {
        return base.location(ResourceTypes.USER, user);
    }

    /**
     * With the attributes that the client wants, as JSON. Where that is all that is stored, the stored text stays in one piece: most answers
     * are pages of such users.
     */
    public String show(UserText user, ResourceType type, Projection projection) {
        int extensions = projection.plain() ? extensionsOfPlain(user.resource()) : -1;
        return extensions < 0
                ? projection.apply(render(user.parsed(), type)).toString()
                : completed(user, SCHEMAS.get(extensions));
    }

    /** The place in {@link #SCHEMAS}; negative unless a client sees the whole resource, whatever extensions its connection has. */
    private static int extensionsOfPlain(String resource) {
        int carried = 0;
        for (int at = resource.indexOf(EXTENSION); at >= 0; at = resource.indexOf(EXTENSION, at + 1)) {
            int place = EVERYONES.indexOf(nameAt(resource, at));
            if (place < 0) {
                return -1; // an extension of the connection's own, or only a value that looks like one
            }
            carried |= 1 << place;
        }
        for (String hidden : HIDDEN) {
            if (resource.contains(hidden)) {
                return -1;
            }
        }
        return carried;
    }

    /** The name that begins with the quotation mark there; empty when that is a value. */
    private static String nameAt(String resource, int quote) {
        int end = resource.indexOf('"', quote + 1);
        return resource.startsWith("\":", end) ? resource.substring(quote + 1, end) : "";
    }

    private String completed(UserText user, String schemas) {
        String resource = user.resource();
        StringBuilder shown = new StringBuilder(resource.length() + ADDED);
        shown.append("{\"schemas\":").append(schemas);
        shown.append(",\"id\":\"").append(user.id()).append('"');
        if (!resource.equals("{}")) {
            shown.append(',').append(resource, 1, resource.length() - 1);
        }
        if (user.groups() != null && !user.groups().isEmpty()) {
            ArrayNode groups = JsonNodeFactory.instance.arrayNode();
            groups(groups, user.groups());
            shown.append(",\"groups\":").append(groups);
        }
        base.finish(ResourceTypes.USER, shown, user.id(), user.created(), user.lastModified(), user.version());
        return shown.toString();
    }

    private static String schemas(int extensions) {
        ArrayNode uris = JsonNodeFactory.instance.arrayNode();
        uris.add(ResourceTypes.USER.schema().id());
        for (int i = 0; i < EVERYONES.size(); i++) {
            if ((extensions & 1 << i) != 0) {
                uris.add(EVERYONES.get(i));
            }
        }
        return uris.toString();
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
