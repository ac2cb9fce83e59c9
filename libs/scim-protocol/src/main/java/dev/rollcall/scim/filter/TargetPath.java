package dev.rollcall.scim.filter;

import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * What a PATCH operation aims at (RFC 7644 §3.5.2, Figure 7): {@code attrPath}, {@code attrPath[filter]} or
 * {@code attrPath[filter].subAttr}.
 *
 * @param path with the sub-attribute, also when it stands behind the filter
 * @param values selects among the values of the attribute; null when all are meant
 */
public record TargetPath(AttributePath path, @Nullable Filter values) {

    /**
     * The attribute or, where {@link Quirk#UNKNOWN_ATTRIBUTE} is tolerated, the sub-attribute may be unknown: ask {@link AttributePath#leafIn}.
     *
     * @throws ScimRefusal invalidPath when the notation is wrong, invalidFilter when what stands in brackets is
     */
    public static TargetPath parse(String text, ResourceType type, Leeway leeway) {
        int bracket = text.indexOf('[');
        if (bracket < 0) {
            return new TargetPath(AttributePath.parse(text, type, leeway), null);
        }
        if (text.length() > ScimLimits.PATH_LENGTH_MAX) {
            throw ScimRefusal.invalidPath("A path has at most " + ScimLimits.PATH_LENGTH_MAX + " characters.");
        }
        AttributePath path = AttributePath.parse(text.substring(0, bracket), type, leeway);
        Attribute attribute = path.attributeIn(type);
        if (attribute == null && leeway.tolerates(Quirk.UNKNOWN_ATTRIBUTE)) {
            return new TargetPath(path, null); // unknown: what selects among its values cannot be read
        }
        if (attribute == null || path.subAttribute() != null) {
            throw ScimRefusal.invalidPath(
                    "There is no complex attribute " + ScimRefusal.shown(path.toString()) + " in " + type.name() + ".");
        }
        Scanner scanner = new Scanner(text, leeway, bracket + 1);
        Filter values = new FilterParser(scanner, type, leeway).inner(attribute, 0);
        if (scanner.take('.')) {
            String sub = scanner.word();
            Attribute found = attribute.findSubAttribute(sub);
            if (found == null && !(AttributePath.isName(sub) && leeway.tolerates(Quirk.UNKNOWN_ATTRIBUTE))) {
                throw ScimRefusal.invalidPath(
                        "There is no sub-attribute " + ScimRefusal.shown(sub) + " in '" + attribute.name() + "'.");
            }
            path = path.withSub(found == null ? sub : found.name());
        }
        if (!scanner.atEnd()) {
            throw ScimRefusal.invalidPath("The path " + ScimRefusal.shown(text) + " has something behind its end.");
        }
        return new TargetPath(path, values);
    }

    @Override
    public String toString() {
        if (values == null) {
            return path.toString();
        }
        String sub = path.subAttribute() == null ? "" : "." + path.subAttribute();
        return path.withSub(null) + "[" + values + "]" + sub;
    }
}
