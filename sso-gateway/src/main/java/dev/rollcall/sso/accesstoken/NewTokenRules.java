package dev.rollcall.sso.accesstoken;

import dev.rollcall.contract.refusal.Refusal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked for as a new token. */
final class NewTokenRules {
    /** R-ACC-3: an organization has at most so many, expired ones included: what nobody looks at is to be deleted. */
    static final int TOKENS_MAX = 100;

    static final int LABEL_MAX = 100;
    static final int DESCRIPTION_MAX = 500;

    private NewTokenRules() {}

    /** A request that was found good. */
    record NewToken(
            String label,
            String description,
            Set<TokenScope> scopes,
            @Nullable Instant expiresAt) {}

    static NewToken require(
            @Nullable String label,
            @Nullable String description,
            @Nullable List<@Nullable String> scopes,
            @Nullable Instant expiresAt,
            Instant now) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw Refusal.VALUE_INVALID.because("expiresAt must be in the future.");
        }
        return new NewToken(
                requireText("label", label, 1, LABEL_MAX),
                requireText("description", description, 0, DESCRIPTION_MAX),
                requireScopes(scopes),
                expiresAt);
    }

    /** One more is refused once an organization has {@link #TOKENS_MAX}. */
    static void requireRoom(int existing) {
        if (existing >= TOKENS_MAX) {
            throw Refusal.TOKEN_LIMIT.because(
                    "The organization has " + TOKENS_MAX + " access tokens, expired ones included: delete one first.");
        }
    }

    private static String requireText(String name, @Nullable String value, int min, int max) {
        String text = value == null ? "" : value.strip();
        if (text.length() < min || text.length() > max || text.codePoints().anyMatch(Character::isISOControl)) {
            throw Refusal.VALUE_INVALID.because(
                    name + " has " + min + " to " + max + " characters and no control characters.");
        }
        return text;
    }

    private static Set<TokenScope> requireScopes(@Nullable List<@Nullable String> names) {
        EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
        for (String name : names == null ? List.<@Nullable String>of() : names) {
            scopes.add(TokenScope.ofWireName(name == null ? "" : name).orElseThrow(NewTokenRules::unknownScope));
        }
        if (scopes.isEmpty()) {
            throw unknownScope();
        }
        return scopes;
    }

    private static RuntimeException unknownScope() {
        return Refusal.VALUE_INVALID.because("scopes names at least one of " + TokenScope.wireNames() + ".");
    }
}
