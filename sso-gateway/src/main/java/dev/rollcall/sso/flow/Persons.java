package dev.rollcall.sso.flow;

import dev.rollcall.contract.signin.AssertedPerson;
import dev.rollcall.sso.identity.ProvenIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was proven, in the words of whoever decides about it. */
final class Persons {
    private static final String ROLE = "dockerRole";
    private static final String PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

    private Persons() {}

    static AssertedPerson of(ProvenIdentity identity) {
        return new AssertedPerson(
                switch (identity.protocol()) {
                    case SAML -> AssertedPerson.Method.SAML;
                    case OIDC -> AssertedPerson.Method.OIDC;
                },
                identity.email(),
                identity.givenName(),
                identity.familyName(),
                identity.fullName(),
                role(identity),
                identity.organization(),
                identity.team(),
                identity.groups(),
                lasting(identity) ? identity.issuer() : null,
                lasting(identity) ? identity.subject() : null);
    }

    /** Whether the subject is always this person and nobody else: OIDC Core §2 promises that, and SAML core §8.3.7 of one format only. */
    private static boolean lasting(ProvenIdentity identity) {
        return switch (identity.protocol()) {
            case OIDC -> true;
            case SAML -> PERSISTENT.equals(identity.nameIdFormat());
        };
    }

    /** R-ROLE-4: several are none, whichever of them comes first. */
    static boolean sentSeveralRoles(ProvenIdentity identity) {
        return identity.attributes().getOrDefault(ROLE, List.of()).size() > 1;
    }

    private static @Nullable String role(ProvenIdentity identity) {
        return sentSeveralRoles(identity) ? null : identity.role();
    }
}
