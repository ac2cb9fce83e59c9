package dev.rollcall.scim.resource;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.ResourceType;
import java.util.HashSet;
import java.util.Set;

/** A set of attribute paths, each as the names from the top down joined by dots. */
final class Selection {
    private final Set<String> selected = new HashSet<>();
    private final Set<String> above = new HashSet<>(); // of which only a part is selected

    private Selection() {}

    static Selection of(String commaSeparated, ResourceType type) {
        Selection selection = new Selection();
        int names = 0;
        int start = 0;
        while (start < commaSeparated.length()) {
            int comma = commaSeparated.indexOf(',', start);
            int end = comma < 0 ? commaSeparated.length() : comma;
            String name = commaSeparated.substring(start, end).strip();
            if (!name.isEmpty()) {
                selection.add(name, type);
            }
            if (++names > ScimLimits.PROJECTION_NAMES_MAX) {
                throw ScimRefusal.invalidValue(
                        "At most " + ScimLimits.PROJECTION_NAMES_MAX + " attributes can be named.");
            }
            start = end + 1;
        }
        return selection;
    }

    private void add(String name, ResourceType type) {
        AttributePath path;
        try {
            path = AttributePath.parse(name, type, Mode.COMPAT);
        } catch (ScimRefusal notation) {
            throw ScimRefusal.invalidValue(notation.detail());
        }
        String key = path.attribute();
        if (path.schema() != null) {
            above.add(path.schema());
            key = path.schema() + '.' + key;
        }
        if (path.subAttribute() != null) {
            above.add(key);
            key = key + '.' + path.subAttribute();
        }
        selected.add(key);
    }

    boolean isEmpty() {
        return selected.isEmpty();
    }

    /** Whether the path, or one above it, is selected. */
    boolean whole(String path) {
        for (String part = path; !selected.isEmpty(); part = part.substring(0, part.lastIndexOf('.'))) {
            if (selected.contains(part)) {
                return true;
            }
            if (part.lastIndexOf('.') < 0) {
                return false;
            }
        }
        return false;
    }

    /** Whether the path, one above it or one below it is selected. */
    boolean touches(String path) {
        return above.contains(path) || whole(path);
    }
}
