package dev.rollcall.scim.path;

import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An attribute, or one sub-attribute of it.
 *
 * @param schema URN of the extension it belongs to; null for common attributes and those of the base schema, also when the client
 *     spelled out the base schema's URN
 * @param attribute name as in the schema; an extension's URN when the whole extension is meant
 * @param subAttribute name as in the schema; null when the attribute itself is meant
 */
public record AttributePath(
        @Nullable String schema, String attribute, @Nullable String subAttribute) {

    /** A path to an attribute of the base schema, or, within a value path, to a sub-attribute. */
    public static AttributePath of(String attribute) {
        return new AttributePath(null, attribute, null);
    }

    /**
     * Parses and, where the attribute exists, corrects the letter case. An attribute that does not exist is no error here: ask
     * {@link #attributeIn}. Where {@link Quirk#URN_LEFT_OUT} is tolerated an extension's attribute may come without its URN if no other
     * has that name, as in Entra's {@code manager eq "…"}.
     *
     * @throws ScimRefusal invalidPath when the notation is wrong
     */
    public static AttributePath parse(String text, ResourceType type, Leeway leeway) {
        if (text.isEmpty() || text.length() > ScimLimits.PATH_LENGTH_MAX) {
            throw ScimRefusal.invalidPath("An attribute path has 1 to " + ScimLimits.PATH_LENGTH_MAX
                    + " characters, not " + text.length() + ".");
        }
        if (!text.regionMatches(true, 0, "urn:", 0, 4)) {
            return dotted(null, text, text, type, leeway);
        }
        Schema schema = type.findSchemaOfPath(text);
        if (schema == null) {
            int colon = text.lastIndexOf(':');
            return dotted(text.substring(0, colon), text.substring(colon + 1), text, type, leeway);
        }
        if (text.length() == schema.id().length()) {
            return new AttributePath(null, schema.id(), null);
        }
        String owner = schema == type.schema() ? null : schema.id();
        return dotted(owner, text.substring(schema.id().length() + 1), text, type, leeway);
    }

    /** As {@link #parse(String, ResourceType, Leeway)}, where nobody asks what was tolerated. */
    public static AttributePath parse(String text, ResourceType type, Mode mode) {
        return parse(text, type, new Leeway(mode));
    }

    /** Whether a key in a value without path cannot be an attribute path at all: then it is unknown, not malformed. */
    public static boolean noPath(String key) {
        int bracket = key.indexOf('[');
        int end = bracket < 0 ? key.length() : bracket;
        String names = key.substring(key.lastIndexOf(':', end) + 1, end);
        int dot = names.indexOf('.');
        boolean wholeExtension = dot < 0 && key.regionMatches(true, 0, "urn:", 0, 4);
        return !wholeExtension
                && (!isName(dot < 0 ? names : names.substring(0, dot))
                        || dot >= 0 && !isName(names.substring(dot + 1)));
    }

    private static AttributePath dotted(
            @Nullable String schema, String rest, String text, ResourceType type, Leeway leeway) {
        int dot = rest.indexOf('.');
        String attribute = dot < 0 ? rest : rest.substring(0, dot);
        String sub = dot < 0 ? null : rest.substring(dot + 1);
        if (!isName(attribute) || sub != null && !isName(sub)) {
            throw ScimRefusal.invalidPath(
                    ScimRefusal.shown(text)
                            + " is not an attribute path: write attribute, attribute.subAttribute, or a schema URN, a colon and one of these.");
        }
        if (schema == null && type.findAttribute(attribute) == null) {
            Schema extension = type.findExtensionWith(attribute);
            schema = extension != null && leeway.tolerates(Quirk.URN_LEFT_OUT) ? extension.id() : null;
        }
        return new AttributePath(schema, attribute, sub).canonical(type);
    }

    private AttributePath canonical(ResourceType type) {
        Attribute found = attributeIn(type);
        if (found == null) {
            return this;
        }
        Attribute sub = subAttribute == null ? null : found.findSubAttribute(subAttribute);
        return new AttributePath(schema, found.name(), sub == null ? subAttribute : sub.name());
    }

    /** Whether it is an attribute name, RFC 7643 §2.1: a letter, then letters, digits, hyphen, underscore; and {@code $ref}. */
    public static boolean isName(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '$' && i == 0;
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '-' || c == '_'))) {
                return false;
            }
        }
        return true;
    }

    /** The attribute that the path names, without regard to its sub-attribute; null when the resource type has none. */
    public @Nullable Attribute attributeIn(ResourceType type) {
        if (schema == null) {
            return type.findAttribute(attribute);
        }
        Attribute extension = type.findAttribute(schema);
        return extension == null ? null : extension.findSubAttribute(attribute);
    }

    /** The attribute or sub-attribute at the end of the path; null when the resource type has none. */
    public @Nullable Attribute leafIn(ResourceType type) {
        Attribute found = attributeIn(type);
        return found == null || subAttribute == null ? found : found.findSubAttribute(subAttribute);
    }

    /** The same attribute as a type spells it that is not its own: always with the URN of its schema. */
    public AttributePath ownedBy(ResourceType owner) {
        return schema != null ? this : new AttributePath(owner.schema().id(), attribute, subAttribute);
    }

    /** The same attribute with another sub-attribute. */
    public AttributePath withSub(@Nullable String name) {
        return new AttributePath(schema, attribute, name);
    }

    /** The notation of RFC 7644 §3.10; parses back to an equal path. */
    @Override
    public String toString() {
        String local = subAttribute == null ? attribute : attribute + '.' + subAttribute;
        return schema == null ? local : schema + ':' + local;
    }
}
