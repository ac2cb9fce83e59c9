package dev.rollcall.contract.provisioning;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names one user to read, by {@code id} or by {@code userName}: exactly one of the two is given.
 *
 * @param connection the connection that the caller's token proved; a user of another is as unknown as none
 * @param id the resource id
 * @param userName compared without regard to letter case (R-SCIM-14); not empty
 * @param groups whether the user's groups are wanted
 */
public record UserKey(
        UUID connection, @Nullable UUID id, @Nullable String userName, boolean groups) {
    /** How many may be asked for at once. */
    public static final int TOGETHER_MAX = 64;

    public UserKey {
        if ((id == null) == (userName == null)) {
            throw new IllegalArgumentException("A user is named by id or by userName");
        }
    }
}
