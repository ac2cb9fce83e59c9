package dev.rollcall.scim.resource;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimText;
import dev.rollcall.scim.path.AttributePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the names of attributes that no schema knows (R-SCIM-20), or refuses them in INTEROP_STRICT. */
public final class UnknownAttributes {
    private static final int NAME_LENGTH_MAX = 200; // goes into logs and warnings

    private final Set<String> names = new LinkedHashSet<>();

    /**
     * @param parent the attribute it stood in; null at the top level
     * @throws ScimRefusal invalidSyntax in INTEROP_STRICT
     */
    public void found(@Nullable String parent, String name, Mode mode) {
        String path = parent == null ? name : parent + (parent.startsWith("urn:") ? ':' : '.') + name;
        if (!mode.compat()) {
            throw ScimRefusal.invalidSyntax("There is no attribute " + ScimRefusal.shown(path)
                    + "; this connection refuses unknown attributes.");
        }
        if (names.size() < ScimLimits.UNKNOWN_NAMES_MAX) {
            names.add(ScimText.printable(path, NAME_LENGTH_MAX));
        }
    }

    /** Whether a key in a value without path cannot be an attribute path at all: then it is unknown, not malformed. */
    public static boolean noAttribute(String key) {
        int bracket = key.indexOf('[');
        int end = bracket < 0 ? key.length() : bracket;
        String names = key.substring(key.lastIndexOf(':', end) + 1, end);
        int dot = names.indexOf('.');
        boolean wholeExtension = dot < 0 && key.regionMatches(true, 0, "urn:", 0, 4);
        return !wholeExtension
                && (!AttributePath.isName(dot < 0 ? names : names.substring(0, dot))
                        || dot >= 0 && !AttributePath.isName(names.substring(dot + 1)));
    }

    /** In the order met, without repetition; at most {@link ScimLimits#UNKNOWN_NAMES_MAX}. */
    public List<String> names() {
        return List.copyOf(names);
    }
}
