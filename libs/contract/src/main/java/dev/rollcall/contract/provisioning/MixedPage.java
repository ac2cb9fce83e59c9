package dev.rollcall.contract.provisioning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list over all types; {@code total} counts all that match, over every page, and is -1 where it was not asked for. */
public record MixedPage(long total, List<Entry> resources) {

    /** A user or a group: exactly one of the two is there. */
    public record Entry(@Nullable UserRecord user, @Nullable GroupRecord group) {
        public static Entry of(UserRecord user) {
            return new Entry(user, null);
        }

        public static Entry of(GroupRecord group) {
            return new Entry(null, group);
        }
    }
}
