package dev.rollcall.membership.member;

import dev.rollcall.membership.admin.Search;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which members are asked for; null does not narrow.
 *
 * @param pattern over username, full name and e-mail (R-MEM-4), as {@link Search#anywhere} makes it
 */
record MemberFilter(
        @Nullable String pattern,
        @Nullable String role,
        @Nullable String origin,
        @Nullable String managedBy,
        @Nullable String status) {
    private static final List<String> ROLES = List.of("owner", "editor", "member");
    private static final List<String> ORIGINS = List.of("SCIM", "JIT", "INVITE", "MANUAL", "AUTO_DOMAIN");
    private static final List<String> MANAGERS = List.of("SCIM", "NONE");
    private static final List<String> STATES = List.of("ACTIVE", "INACTIVE");

    static MemberFilter of(
            @Nullable String search,
            @Nullable String role,
            @Nullable String origin,
            @Nullable String managedBy,
            @Nullable String status) {
        return new MemberFilter(
                Search.anywhere("search", search),
                Search.oneOf("role", role, ROLES),
                Search.oneOf("origin", origin, ORIGINS),
                Search.oneOf("managedBy", managedBy, MANAGERS),
                Search.oneOf("status", status, STATES));
    }
}
