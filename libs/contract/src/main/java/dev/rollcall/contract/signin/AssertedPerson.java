package dev.rollcall.contract.signin;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person as the identity provider describes them, read from verified bytes and not judged yet. Null and absent are one: what is not sent
 * changes nothing.
 *
 * @param email the address that the person is known by (R-JIT-6); null when none was sent or it was ambiguous
 * @param fullName null when only parts of the name, or no name, were sent (R-NFR-4)
 * @param role {@code dockerRole} exactly as sent, spaces included; null also when several values were sent
 * @param organization {@code dockerOrg} as sent
 * @param team {@code dockerTeam} as sent
 * @param groups names of groups as sent; null when the IdP sent no such attribute. Only SAML's count (R-GRP-14)
 * @param issuer who vouches, to the letter; null together with {@code subject}
 * @param subject what the person is called there, always and nobody else: OIDC's {@code sub} (at Entra {@code oid} and {@code tid}), a NameID of
 *     format persistent. Null for what may change or be reused, as an address or a transient NameID
 */
public record AssertedPerson(
        Method method,
        @Nullable String email,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String fullName,
        @Nullable String role,
        @Nullable String organization,
        @Nullable String team,
        @Nullable List<String> groups,
        @Nullable String issuer,
        @Nullable String subject) {

    /** How the identity provider vouched. */
    public enum Method {
        SAML,
        OIDC,
        /** Nobody vouched: a link that was mailed to the address. */
        EMAIL_LINK
    }

    /** Somebody of whom only the address tells who they are. */
    public AssertedPerson(
            Method method,
            @Nullable String email,
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String fullName,
            @Nullable String role,
            @Nullable String organization,
            @Nullable String team,
            @Nullable List<String> groups) {
        this(method, email, givenName, familyName, fullName, role, organization, team, groups, null, null);
    }

    public AssertedPerson {
        Objects.requireNonNull(method, "method");
    }
}
