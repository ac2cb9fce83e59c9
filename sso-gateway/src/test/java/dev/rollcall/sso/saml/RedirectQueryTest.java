package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * R-NEG-48: a query means what was signed, character by character. Each of these reads the same to somebody who decodes first.
 */
class RedirectQueryTest {
    private static final String SLO = "https://sso.rollcall.test/saml/c1/slo";
    private static final List<String> NAMES = List.of("SAMLRequest", "RelayState", "SigAlg", "Signature");

    private static String request(String nameId) {
        return "<samlp:LogoutRequest xmlns:samlp=\"" + SamlNames.PROTOCOL + "\" xmlns:saml=\"" + SamlNames.ASSERTION
                + "\" ID=\"_l1\" Version=\"2.0\" IssueInstant=\"2030-01-01T11:59:00Z\" Destination=\"" + SLO
                + "\"><saml:Issuer>" + SamlWorld.IDP + "</saml:Issuer><saml:NameID>" + nameId
                + "</saml:NameID></samlp:LogoutRequest>";
    }

    private static String query(String nameId, String key) {
        SamlKeys keys = SamlWorld.keys(key);
        SamlKey signing = new SamlKey(keys.pair().getPrivate(), keys.certificate());
        return URI.create(RedirectBinding.signed(SLO, "SAMLRequest", request(nameId), "back/1 2", signing))
                .getRawQuery();
    }

    private static final String GOOD = query("sam@acme.test", "idp");

    private static SamlLogouts.Verdict judge(String query) {
        return SamlLogouts.validate(query, SamlWorld.connection(), SLO, SamlWorld.NOW);
    }

    private static void refused(String query, SamlRefusal why) {
        assertThat(query).isNotEqualTo(GOOD);
        assertThat(judge(query))
                .isInstanceOfSatisfying(
                        SamlLogouts.Verdict.Refused.class,
                        refused -> assertThat(refused.why()).as(query).isEqualTo(why));
    }

    private static String percent(String name) {
        return "%%%02X".formatted((int) name.charAt(0)) + name.substring(1);
    }

    private static String value(String name) {
        String from = GOOD.substring(GOOD.indexOf(name + "=") + name.length() + 1);
        return from.contains("&") ? from.substring(0, from.indexOf('&')) : from;
    }

    @Test
    void whatIsChangedBelowIsGood() {
        assertThat(judge(GOOD)).isInstanceOf(SamlLogouts.Verdict.Accepted.class);
    }

    /** CVE-2026-117691: one reader finds the encoded name, another the plain one. */
    @Test
    void eachParameterIsSpelledOut() {
        for (String name : NAMES) {
            refused(GOOD.replaceFirst(name + "=", percent(name) + "="), SamlRefusal.XML_INVALID);
        }
        String evil = query("admin@acme.test", "attacker");
        String message = evil.substring("SAMLRequest=".length(), evil.indexOf('&'));
        refused(GOOD + "&%53AMLRequest=" + message, SamlRefusal.XML_INVALID);
        refused("%53AMLRequest=" + message + "&" + GOOD, SamlRefusal.XML_INVALID);
    }

    @Test
    void eachParameterStandsThereOnce() {
        for (String name : NAMES) {
            refused(GOOD + "&" + name + "=" + value(name), SamlRefusal.XML_INVALID);
            refused(name + "=x&" + GOOD, SamlRefusal.XML_INVALID);
            refused(GOOD + "&" + name, SamlRefusal.XML_INVALID);
        }
    }

    /** The same values, written otherwise than they were signed. */
    @Test
    void whatIsEncodedAnewIsNotWhatWasSigned() {
        refused(GOOD.replace("back%2F1+2", "back%2F1%202"), SamlRefusal.SIGNATURE_INVALID);
        refused(GOOD.replace("back%2F1+2", "back%2f1+2"), SamlRefusal.SIGNATURE_INVALID);
        refused(GOOD.replace("SigAlg=http%3A", "SigAlg=http:"), SamlRefusal.SIGNATURE_INVALID);
        String message = value("SAMLRequest");
        refused(
                GOOD.replace(message, "%%%02X".formatted((int) message.charAt(0)) + message.substring(1)),
                SamlRefusal.SIGNATURE_INVALID);
    }

    /** Bindings §3.4.4.1: the signature is over the parameters in one order, whatever the order in which they came. */
    @Test
    void anotherOrderOrMoreParametersChangeNothing() {
        String relayState = "RelayState=" + value("RelayState");

        assertThat(judge(GOOD.replace("&" + relayState, "") + "&" + relayState)).isEqualTo(judge(GOOD));
        assertThat(judge(GOOD + "&utm_source=mail")).isEqualTo(judge(GOOD));
    }
}
