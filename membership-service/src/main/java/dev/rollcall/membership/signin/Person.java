package dev.rollcall.membership.signin;

import dev.rollcall.contract.signin.AssertedPerson.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An asserted person in the forms in which we compare and store.
 *
 * @param email lower case, the domain IDNA-encoded; null when what was sent is no e-mail address
 * @param sentEmail as sent, for sentences
 * @param role in lower case but otherwise as sent; null when none was
 * @param organization in lower case
 * @param groupsSent whether the IdP sent the attribute at all
 * @param groupsCut how many groups beyond those in {@code groups} were sent
 * @param issuer null together with {@code subject}, where the address alone tells who it is
 */
record Person(
        Method method,
        @Nullable String email,
        @Nullable String sentEmail,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String fullName,
        @Nullable String role,
        @Nullable String organization,
        @Nullable String team,
        List<String> groups,
        boolean groupsSent,
        int groupsCut,
        @Nullable String issuer,
        @Nullable String subject) {

    /** The part after the @; empty without an address. */
    String domain() {
        return email == null ? "" : email.substring(email.lastIndexOf('@') + 1);
    }
}
