package dev.rollcall.sso.accesstoken;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an organization's access token may be allowed (R-ACC-3). Editing does not include reading: name both. */
enum TokenScope {
    MEMBER_READ,
    MEMBER_EDIT,
    INVITE_READ,
    INVITE_EDIT,
    GROUP_READ,
    GROUP_EDIT,
    ACTIVITY_READ;

    /** For instance {@code scope-member-read}. */
    @JsonValue
    String wireName() {
        return "scope-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<TokenScope> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName().equals(wireName))
                .findAny();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(TokenScope::wireName).toList();
    }
}
