package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-NEG-47, R-NEG-48, R-NEG-43. */
class SamlLogoutsTest {
    private static final String SLO = "https://sso.rollcall.test/saml/c1/slo";
    private static final String USUAL = "<samlp:LogoutRequest xmlns:samlp=\"" + SamlNames.PROTOCOL + "\" xmlns:saml=\""
            + SamlNames.ASSERTION + "\" ID=\"_l1\" Version=\"2.0\" IssueInstant=\"2030-01-01T11:59:00Z\" Destination=\""
            + SLO + "\" NotOnOrAfter=\"2030-01-01T12:05:00Z\"><saml:Issuer>" + SamlWorld.IDP
            + "</saml:Issuer><saml:NameID>sam@acme.test</saml:NameID><samlp:SessionIndex>_session1</samlp:SessionIndex>"
            + "</samlp:LogoutRequest>";

    private static String query(String xml, String key) {
        SamlKeys keys = SamlWorld.keys(key);
        SamlKey signing = new SamlKey(keys.pair().getPrivate(), keys.certificate());
        return URI.create(RedirectBinding.signed(SLO, "SAMLRequest", xml, "back/1 2", signing))
                .getRawQuery();
    }

    private static SamlLogouts.Verdict judge(String query) {
        return SamlLogouts.validate(query, SamlWorld.connection(), SLO, SamlWorld.NOW);
    }

    private static void assertRefused(String query, SamlRefusal why) {
        assertThat(judge(query))
                .isInstanceOfSatisfying(
                        SamlLogouts.Verdict.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    @Test
    void aSignedRequestIsBelieved() {
        assertThat(judge(query(USUAL, "idp")))
                .isEqualTo(new SamlLogouts.Verdict.Accepted(
                        "_l1",
                        "sam@acme.test",
                        List.of("_session1"),
                        Instant.parse("2030-01-01T11:59:00Z"),
                        "back/1 2",
                        Instant.parse("2030-01-01T12:05:00Z")));
    }

    @Test
    void unsignedOrBySomebodyElseItIsNot() {
        String query = query(USUAL, "idp");

        assertRefused(query.replaceAll("&SigAlg.*", ""), SamlRefusal.SIGNATURE_MISSING);
        assertRefused(query.replaceAll("&Signature=.*", ""), SamlRefusal.SIGNATURE_MISSING);
        assertRefused(query(USUAL, "attacker"), SamlRefusal.SIGNATURE_INVALID);
        assertRefused(query(USUAL, "expired"), SamlRefusal.SIGNATURE_INVALID);
        assertRefused(query.replace("rsa-sha256", "hmac-sha256"), SamlRefusal.SIGNATURE_ALGORITHM);
        assertRefused(query.replaceAll("Signature=.*", "Signature=AAAA"), SamlRefusal.SIGNATURE_INVALID);
    }

    @Test
    void itMustBeFreshFromThisIdpAndForUs() {
        assertRefused(
                query(USUAL.replace(SamlWorld.IDP, "https://idp.globex.test"), "idp"), SamlRefusal.ISSUER_MISMATCH);
        assertRefused(query(USUAL.replace("/c1/slo", "/c2/slo"), "idp"), SamlRefusal.DESTINATION_MISMATCH);
        assertRefused(query(USUAL.replace("12:05:00Z", "11:58:00Z"), "idp"), SamlRefusal.EXPIRED);
        assertRefused(query(USUAL.replace("11:59:00Z", "11:50:00Z"), "idp"), SamlRefusal.EXPIRED);
        assertRefused(query(USUAL.replace("11:59:00Z", "12:10:00Z"), "idp"), SamlRefusal.NOT_YET_VALID);
        assertRefused(
                query(USUAL.replace("2030-01-01T11:59:00Z", "-1000000000-01-01T00:00:00Z"), "idp"),
                SamlRefusal.EXPIRED);
        assertRefused(query(USUAL.replace("LogoutRequest", "LogoutResponse"), "idp"), SamlRefusal.SCHEMA);
    }

    /** What was signed is a text; a text that decodes to the same parameters is another one. */
    @Test
    void theQueryIsTakenAsItWasSigned() {
        String query = query(USUAL, "idp");
        String message = query.substring(0, query.indexOf('&'));

        assertRefused(query.replace("SAMLRequest=", "%53AMLRequest="), SamlRefusal.XML_INVALID);
        assertRefused(message + "&" + query, SamlRefusal.XML_INVALID);
        assertRefused(query + "&SigAlg=x", SamlRefusal.XML_INVALID);
        assertRefused(query.replace("RelayState=back%2F1", "RelayState=back/1"), SamlRefusal.SIGNATURE_INVALID);
        assertRefused(query.replaceAll("&RelayState=[^&]*", ""), SamlRefusal.SIGNATURE_INVALID);
        assertRefused(query.replace("RelayState=", "RelayState=%"), SamlRefusal.SIGNATURE_INVALID);
    }

    @Test
    void aMessageThatGrowsWithoutEndIsRefusedAtTheLimit() {
        String bomb = query(USUAL + " ".repeat(50_000_000), "idp");
        long start = System.nanoTime();

        assertRefused(bomb, SamlRefusal.XML_INVALID);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void theAnswerGoesBackSigned() {
        SamlKeys ours = SamlWorld.keys("ours");
        String address = new LogoutAnswer("_a1", "_l1", SamlWorld.NOW, "https://idp.acme.test/slo", SamlWorld.ENTITY_ID)
                .redirect("back/1 2", new SamlKey(ours.pair().getPrivate(), ours.certificate()));

        assertThat(address)
                .startsWith("https://idp.acme.test/slo?SAMLResponse=")
                .contains("&Signature=");
    }
}
