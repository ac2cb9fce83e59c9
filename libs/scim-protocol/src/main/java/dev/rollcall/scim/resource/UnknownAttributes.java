package dev.rollcall.scim.resource;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
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
            names.add(path.length() <= NAME_LENGTH_MAX ? path : path.substring(0, NAME_LENGTH_MAX));
        }
    }

    /** In the order met, without repetition; at most {@link ScimLimits#UNKNOWN_NAMES_MAX}. */
    public List<String> names() {
        return List.copyOf(names);
    }
}
