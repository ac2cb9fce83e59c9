package dev.rollcall.membership.signin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.membership.signin.JitRules.Decision;
import dev.rollcall.membership.signin.MappingRules.Mapping;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The fixed sentences for people who stay out (R-JIT-13, R-JIT-16, R-SCIM-29, R-SSO-5, R-SSO-9), and what an administrator can change. */
final class TurnAwayRules {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TurnAwayRules() {}

    private record Words(String title, String detail, String setting) {}

    static SignInAnswer.Denied denied(
            Decision.TurnAway turnAway, Known known, Person person, Mapping mapping, String traceId) {
        Words words = words(turnAway.refusal(), known, person, mapping, "TraceID: " + traceId);
        return new SignInAnswer.Denied(
                turnAway.row(), turnAway.refusal(), words.title(), words.detail(), words.setting(), mapping.notes());
    }

    private static Words words(Refusal refusal, Known known, Person person, Mapping mapping, String trace) {
        return switch (refusal) {
            case BAD_NAMEID ->
                new Words(
                        "Sign-in failed",
                        "The name ID sent by the identity provider is not an email address."
                                + " Contact your company administrator.",
                        "In the IdP: let the Name ID (SAML) or the claim 'email' (OIDC) be the person's e-mail address.");
            case DOMAIN_UNVERIFIED ->
                new Words(
                        "Sign-in failed",
                        "Domain '" + person.domain() + "' is not verified for your SSO connection."
                                + " Contact your company administrator. " + trace,
                        "The connection's domains: verify this one and add it, or correct the address in the IdP.");
            case IDENTITY_TAKEN ->
                new Words(
                        "Access denied",
                        "Your e-mail address belongs to another person at your identity provider. Contact your"
                                + " administrator. " + trace,
                        "The account is linked to another identity of this IdP. If it is the same person, let the connection"
                                + " forget the account's identity; if not, correct the address in the IdP.");
            case NO_SEAT ->
                new Words(
                        "Sign-in failed",
                        "Not enough seats in organization '"
                                + StandingRules.fullOrganization(known, mapping)
                                        .map(Known.Organization::name)
                                        .orElse("")
                                + "'. Add more seats or contact your administrator.",
                        "The organization's seats: add some, or free one.");
            case USER_DEACTIVATED ->
                new Words(
                        "Access denied",
                        "Your identity provider deactivated your access over SCIM"
                                + StandingRules.outSince(known)
                                        .map(time -> " on " + MINUTE.format(time))
                                        .orElse("")
                                + ". Contact your administrator. " + trace,
                        "In the IdP: assign the person to the SCIM application again; signing in does not undo a deactivation.");
            case JIT_DISABLED ->
                new Words(
                        "Access denied",
                        "User '" + name(known, person)
                                + "' is not assigned to this SSO organization. Contact your administrator. " + trace,
                        "Assign the person in the IdP and let SCIM provision them, invite them, or switch the connection's JIT"
                                + " provisioning on.");
            default -> throw new IllegalArgumentException("Nobody is turned away at sign-in for " + refusal);
        };
    }

    /** Without an account there is no username, and none is made for the sentence (R-JIT-14). */
    private static String name(Known known, Person person) {
        String email = person.email() == null ? "" : person.email();
        return known.account() == null ? email : known.account().userName();
    }
}
