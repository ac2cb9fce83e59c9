package dev.rollcall.contract.signin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a sign-in does beside letting in.
 *
 * @param organizationId where; null for what is the account's
 * @param detail a sentence for owners; may name the person
 */
public record SignInEffect(Kind kind, @Nullable UUID organizationId, String detail) {
    public enum Kind {
        ACCOUNT_CREATED,
        NAME_CHANGED,
        INVITATION_ACCEPTED,
        JOINED,
        TEAM_CREATED,
        TEAM_ADDED
    }
}
