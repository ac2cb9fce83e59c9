package dev.rollcall.scim;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request as it is read: how literally, and what was met that the standard does not know. Of one thread at a time. */
public final class Leeway {
    private static final int NAME_LENGTH_MAX = 200; // goes into logs and warnings

    private final Mode mode;
    // Null as long as nothing deviates: nearly every request is read without either.
    private @Nullable Set<Quirk> tolerated;
    private @Nullable Set<String> unknown;

    public Leeway(Mode mode) {
        this.mode = mode;
    }

    /** Whether this deviation, which the input has, is understood; it is noted then. */
    public boolean tolerates(Quirk quirk) {
        if (!mode.tolerates(quirk)) {
            return false;
        }
        if (tolerated == null) {
            tolerated = EnumSet.noneOf(Quirk.class);
        }
        tolerated.add(quirk);
        return true;
    }

    /**
     * Passes over an attribute that no schema knows (R-SCIM-20).
     *
     * @param parent the attribute it stood in; null at the top level
     * @throws ScimRefusal invalidSyntax where that is not tolerated
     */
    public void unknown(@Nullable String parent, String name) {
        String path = parent == null ? name : parent + (parent.startsWith("urn:") ? ':' : '.') + name;
        if (!tolerates(Quirk.UNKNOWN_ATTRIBUTE)) {
            throw ScimRefusal.invalidSyntax("There is no attribute " + ScimRefusal.shown(path)
                    + "; this connection refuses unknown attributes.");
        }
        if (unknown == null) {
            unknown = new LinkedHashSet<>();
        }
        if (unknown.size() < ScimLimits.UNKNOWN_NAMES_MAX) {
            unknown.add(ScimText.printable(path, NAME_LENGTH_MAX));
        }
    }

    /** What was met and understood; empty when the client kept to the standard. */
    public Set<Quirk> tolerated() {
        return tolerated == null ? Set.of() : Collections.unmodifiableSet(tolerated);
    }

    /** Names of attributes that were passed over, in the order met; at most {@link ScimLimits#UNKNOWN_NAMES_MAX}. */
    public List<String> unknownAttributes() {
        return unknown == null ? List.of() : List.copyOf(unknown);
    }
}
