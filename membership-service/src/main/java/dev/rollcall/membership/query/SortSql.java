package dev.rollcall.membership.query;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.ResourceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns {@code sortBy} into an {@code ORDER BY} (RFC 7644 §3.4.2.3). Every order is total: pages neither repeat nor lose a row. */
public final class SortSql {
    private static final String NONE = "null";

    private SortSql() {}

    /**
     * Where there is no value, it counts as the greatest: last when ascending, first when descending, as the RFC wants and PostgreSQL does
     * by itself.
     *
     * @param others the other types in the same list; an attribute of theirs changes nothing here
     * @param sortBy null for the order of creation, which is that of the ids
     * @return {@code order by …} over alias {@code s}, with {@code s.id} as its last key
     * @throws ScimRefusal invalidPath when there is no such simple attribute; invalidValue when there is no order by it
     */
    static String of(
            ResourceType type, List<ResourceType> others, @Nullable String sortBy, boolean descending, Mode mode) {
        String direction = descending ? " desc" : "";
        String byId = "s.id" + direction;
        String key = sortBy == null ? NONE : key(type, others, sortBy, mode);
        return "order by " + (key.equals(NONE) || key.equals("s.id") ? byId : key + direction + ", " + byId);
    }

    /**
     * What a resource is sorted by; {@code null} in SQL for an attribute that only another type has.
     *
     * @param others the other types in the same list
     * @throws ScimRefusal as {@link #of}, when no type has such an attribute
     */
    static String key(ResourceType type, List<ResourceType> others, String sortBy, Mode mode) {
        String key = findKey(type, sortBy, mode);
        if (key != null) {
            return key;
        }
        if (others.stream().noneMatch(other -> findKey(other, sortBy, mode) != null)) {
            throw ScimRefusal.invalidPath("There is no attribute " + ScimRefusal.shown(sortBy) + " to sort by"
                    + (others.isEmpty() ? " in " + type.name() : "") + ".");
        }
        return NONE;
    }

    private static @Nullable String findKey(ResourceType type, String sortBy, Mode mode) {
        AttributePath path = AttributePath.parse(sortBy, type, mode);
        Attribute attribute = path.attributeIn(type);
        Attribute named = path.leafIn(type);
        if (attribute == null || named == null) {
            return null;
        }
        Attribute value = named.findSubAttribute("value"); // emails means emails.value, as in a filter (E14)
        Attribute leaf = value == null ? named : value;
        if (leaf.returned() == Returned.NEVER) { // the order of a list would give it away
            throw ScimRefusal.invalidValue("'" + leaf.name() + "' cannot be sorted by.");
        }
        Field field = Fields.of(type, path.schema(), attribute);
        return field.source().preferred(field.operand(leaf).sortKey());
    }
}
