package dev.rollcall.membership.query;

import dev.rollcall.membership.query.Operand.Flag;
import dev.rollcall.membership.query.Operand.Id;
import dev.rollcall.membership.query.Operand.Unknown;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which column, row or piece of JSON holds an attribute. Names in SQL are those of the schema documents, never the client's. */
final class Fields {
    private static final String ADDRESS = "it is made of the address of the service; compare id or value";
    private static final Source GROUPS = new Source.Rows(
            "scim_group_member gm join scim_group g on g.id = gm.group_id",
            "gm.user_id = s.id and g.connection_id = s.connection_id");
    private static final Source MEMBERS = new Source.Rows("scim_group_member gm", "gm.group_id = s.id");

    private Fields() {}

    /** @param extension the URN of the extension that the attribute belongs to; null for all others */
    static Field of(ResourceType type, @Nullable String extension, Attribute attribute) {
        if (extension != null) {
            return Json.field("s.resource -> " + Json.quoted(extension), attribute);
        }
        return switch (attribute.name()) {
            case "id" -> Field.of(new Id("s.id"));
            case "externalId" -> Field.of(new TextOperand("s.external_id", false));
            case "schemas" -> schemas(type);
            case "meta" -> new Field(Field.ROW, leaf -> meta(type, leaf));
            default -> type == ResourceTypes.GROUP ? group(attribute) : user(attribute);
        };
    }

    private static Field user(Attribute attribute) {
        return switch (attribute.name()) {
            case "userName" -> Field.of(new TextOperand("s.user_name_key", true));
            case "active" -> Field.of(new Flag("s.active"));
            case "groups" -> new Field(GROUPS, Fields::groupOfUser);
            default -> Json.field("s.resource", attribute);
        };
    }

    private static Field group(Attribute attribute) {
        return switch (attribute.name()) {
            case "displayName" -> Field.of(new TextOperand("s.display_name_key", true));
            case "members" -> new Field(MEMBERS, Fields::member);
            default -> Field.of(new Unknown(attribute.name(), "it is not kept for groups"));
        };
    }

    private static Operand meta(ResourceType type, Attribute leaf) {
        return switch (leaf.name()) {
            case "created" -> new MomentOperand("s.created_at");
            case "lastModified" -> new MomentOperand("s.updated_at");
            case "version" -> new TextOperand("('W/\"' || s.version || '\"')", false);
            case "resourceType" -> new FixedOperand(type.name());
            default -> new Unknown("meta." + leaf.name(), ADDRESS);
        };
    }

    private static Operand groupOfUser(Attribute leaf) {
        return switch (leaf.name()) {
            case "value" -> new Id("gm.group_id");
            case "display" -> new TextOperand(TextOperand.folded("g.display_name"), true);
            case "type" -> new TextOperand("'direct'::text", true);
            default -> new Unknown("groups." + leaf.name(), ADDRESS);
        };
    }

    private static Operand member(Attribute leaf) {
        return switch (leaf.name()) {
            case "value" -> new Id("gm.user_id");
            case "type" -> new TextOperand("'user'::text", true);
            case "display" -> new Unknown("members.display", "it is made of the member's name; compare value");
            default -> new Unknown("members." + leaf.name(), ADDRESS);
        };
    }

    /** {@code schemas} is never stored: it names the base schema and the extensions that the resource carries. */
    private static Field schemas(ResourceType type) {
        Map<String, Condition> urns = new LinkedHashMap<>();
        urns.put(type.schema().id(), Condition.ALWAYS);
        for (ResourceType.Extension extension : type.extensions()) {
            String urn = extension.schema().id();
            urns.put(urn, Condition.of("s.resource -> " + Json.quoted(urn) + " is not null"));
        }
        return Field.of(new FixedOperand.Any("schemas", urns));
    }
}
