package dev.rollcall.scim.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a PATCH on a Group. Member ids are as sent, without repetition, in the order sent. */
public sealed interface GroupChange {

    /** Those that are members already stay (O8). */
    record Add(List<String> members) implements GroupChange {
        public Add {
            members = List.copyOf(members);
        }
    }

    /** Those that are no members are passed over (O8). */
    record Remove(List<String> members) implements GroupChange {
        public Remove {
            members = List.copyOf(members);
        }
    }

    record RemoveAll() implements GroupChange {}

    /** Exactly these are members afterwards; never empty, that is {@link RemoveAll}. */
    record ReplaceAll(List<String> members) implements GroupChange {
        public ReplaceAll {
            members = List.copyOf(members);
        }
    }

    record Rename(String displayName) implements GroupChange {}

    /** @param externalId null clears it */
    record SetExternalId(@Nullable String externalId) implements GroupChange {}
}
