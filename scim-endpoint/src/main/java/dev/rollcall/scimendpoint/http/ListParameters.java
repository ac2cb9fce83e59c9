package dev.rollcall.scimendpoint.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.FilterParser;
import dev.rollcall.scim.filter.Operator;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scimendpoint.limit.Limits;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a list, from the query (RFC 7644 §3.4.2) or the body of a {@code .search} (§3.4.3). Unknown parameters are
 * tolerated, for instance Entra's {@code aadOptscim062020} (E10).
 *
 * @param startIndex 1-based; what is below 1 is read as 1
 * @param cursor where a page begins (RFC 9865), empty for the first one; null when pages are asked for by index
 * @param count 0 to {@value Limits#PAGE_MAX}; more is capped, negative read as 0
 */
public record ListParameters(
        @Nullable String filter,
        @Nullable String sortBy,
        boolean descending,
        int startIndex,
        @Nullable String cursor,
        int count,
        @Nullable String attributes,
        @Nullable String excludedAttributes) {

    public static ListParameters of(MultiMap query) {
        if (query.getAll("filter").size() > 1) {
            throw ScimRefusal.invalidFilter("'filter' was given more than once.");
        }
        return of(
                query.get("filter"),
                query.get("sortBy"),
                query.get("sortOrder"),
                query.get("startIndex"),
                query.get("cursor"),
                query.get("count"),
                query.get("attributes"),
                query.get("excludedAttributes"));
    }

    public static ListParameters of(ObjectNode search) {
        return of(
                text(search, "filter"),
                text(search, "sortBy"),
                text(search, "sortOrder"),
                text(search, "startIndex"),
                text(search, "cursor"),
                text(search, "count"),
                text(search, "attributes"),
                text(search, "excludedAttributes"));
    }

    /**
     * The userName that is all the client asks for, in the filter that comes before nearly every create; null when it asks for anything
     * else.
     *
     * @param parsed as {@link #parsed} gives it
     */
    public @Nullable String soleUserName(@Nullable Filter parsed) {
        if (sortBy != null || cursor != null || startIndex != 1 || count == 0) {
            return null;
        }
        return parsed instanceof Filter.Compare compare
                        && compare.operator() == Operator.EQ
                        && compare.path().toString().equals("userName")
                        && compare.literal().isTextual()
                        && !compare.literal().textValue().isEmpty()
                ? compare.literal().textValue()
                : null;
    }

    /** The filter as read; null when there is none, or none that can be read: the source of truth says what is wrong with it. */
    public @Nullable Filter parsed(ResourceType type, List<ResourceType> others, Leeway leeway) {
        try {
            return filter == null ? null : FilterParser.parse(filter, type, others, leeway);
        } catch (ScimRefusal wrong) {
            return null;
        }
    }

    /** Whether the client named what it wants, rather than taking what comes by default. */
    public boolean named() {
        return attributes != null && !attributes.isBlank();
    }

    private static ListParameters of(
            @Nullable String filter,
            @Nullable String sortBy,
            @Nullable String sortOrder,
            @Nullable String startIndex,
            @Nullable String cursor,
            @Nullable String count,
            @Nullable String attributes,
            @Nullable String excludedAttributes) {
        if (filter != null && filter.length() > ScimLimits.FILTER_LENGTH_MAX) {
            throw ScimRefusal.invalidFilter("A filter has at most " + ScimLimits.FILTER_LENGTH_MAX + " characters, not "
                    + filter.length() + ".");
        }
        if (cursor != null && startIndex != null) {
            throw ScimRefusal.invalidValue("Ask for a page by 'startIndex' or by 'cursor', not by both.");
        }
        return new ListParameters(
                blankToNull(filter),
                blankToNull(sortBy),
                descending(sortOrder),
                number("startIndex", startIndex, 1, 1, Integer.MAX_VALUE),
                cursor,
                number("count", count, Limits.PAGE_DEFAULT, 0, Limits.PAGE_MAX),
                attributes,
                excludedAttributes);
    }

    private static boolean descending(@Nullable String sortOrder) {
        if (sortOrder == null || sortOrder.isBlank() || sortOrder.equalsIgnoreCase("ascending")) {
            return false;
        }
        if (sortOrder.equalsIgnoreCase("descending")) {
            return true;
        }
        throw ScimRefusal.invalidValue(
                "'sortOrder' is ascending or descending, not " + ScimRefusal.shown(sortOrder) + ".");
    }

    private static int number(String name, @Nullable String text, int absent, int min, int max) {
        if (text == null || text.isBlank()) {
            return absent;
        }
        try {
            return Math.clamp(Long.parseLong(text.strip()), min, max);
        } catch (NumberFormatException e) {
            throw ScimRefusal.invalidValue("'" + name + "' is a whole number, not " + ScimRefusal.shown(text) + ".");
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** RFC 7643 §2.1: names are case-insensitive. Lists are joined as in the query. */
    private static @Nullable String text(ObjectNode search, String name) {
        for (Map.Entry<String, JsonNode> field : search.properties()) {
            if (field.getKey().equalsIgnoreCase(name) && !field.getValue().isNull()) {
                return field.getValue().isArray()
                        ? joined(field.getValue())
                        : field.getValue().asText();
            }
        }
        return null;
    }

    private static String joined(JsonNode list) {
        StringJoiner names = new StringJoiner(",");
        list.forEach(name -> names.add(name.asText()));
        return names.toString();
    }
}
