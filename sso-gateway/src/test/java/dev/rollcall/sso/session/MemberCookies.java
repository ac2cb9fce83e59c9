package dev.rollcall.sso.session;

import dev.rollcall.sso.MemberBook;
import dev.rollcall.sso.MembershipStandIn;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.Attempt.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sign-ins that have just been granted, as a flow hands them over. */
public final class MemberCookies {
    public static final UUID CONNECTION = UUID.fromString("0190a000-0000-7000-8000-00000000c0de");
    /** When people proved themselves to the identity provider, unless a test says otherwise. */
    public static final Instant PROVED = Instant.parse("2026-03-01T12:00:00Z");

    public static final Attempt HERE = new Attempt(Channel.BROWSER, "192.0.2.1", "Firefox of a test");

    private MemberCookies() {}

    /** A new member of acme. */
    public static UUID ada() {
        return MemberBook.account("member", Map.of("acme", MembershipStandIn.ACME));
    }

    /** A new member of acme and globex. */
    public static UUID grace() {
        return MemberBook.account("member", Map.of("acme", MembershipStandIn.ACME, "globex", MembershipStandIn.GLOBEX));
    }

    /** What that account's sign-in is granted now. */
    public static MemberSignIn signIn(UUID account) {
        return signIn(account, account + "@acme.test", "idp-session-1", null);
    }

    public static MemberSignIn signIn(UUID account, String subject, String index, Integer minutes) {
        return signIn(account, subject, index, minutes, PROVED);
    }

    public static MemberSignIn signIn(UUID account, String subject, String index, Integer minutes, Instant proved) {
        return new MemberSignIn(
                CONNECTION,
                Protocol.SAML,
                "https://idp.acme.test",
                subject,
                index,
                minutes,
                proved,
                MemberBook.granted(account));
    }

    /** The identity provider's order, a second after people proved themselves; for all of the subject's sessions where none is named. */
    public static IdpOrder order(UUID connection, String subject, String... indexes) {
        return new IdpOrder(connection, subject, List.of(indexes), PROVED.plusSeconds(1));
    }
}
