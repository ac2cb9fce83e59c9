package dev.rollcall.contract.signin;

import java.util.List;

/**
 * Something in the assertion that had no effect.
 *
 * @param detail a sentence for owners
 * @param values what was received, as sent; at most {@link #VALUES_MAX} of them
 */
public record SignInNote(Code code, String detail, List<String> values) {
    /** More than one reads; the first ones show the pattern. */
    public static final int VALUES_MAX = 50;

    public enum Code {
        /** Groups without the form {@code <organization>:<team>} (R-GRP-10). */
        GROUPS_MALFORMED,
        /** Groups of organizations that are unknown or not this connection's. */
        GROUPS_OF_UNKNOWN_ORGANIZATION,
        /** Groups that name a reserved team (R-GRP-18). */
        GROUPS_RESERVED,
        /** More groups than are looked at. */
        GROUPS_TOO_MANY,
        /** Groups over OIDC (R-GRP-14). */
        GROUPS_NOT_BY_SAML,
        /** {@code dockerRole} is no role (R-ROLE-4). */
        ROLE_UNKNOWN,
        /** {@code dockerOrg} is unknown or not this connection's (R-ROLE-8). */
        ORGANIZATION_UNKNOWN,
        /** {@code dockerTeam} is a reserved team. */
        TEAM_RESERVED,
        /** A member could not join a further organization, which has no seat left. */
        NO_SEAT_ELSEWHERE
    }
}
