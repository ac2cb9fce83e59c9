package dev.rollcall.sso.flow;

import static dev.rollcall.sso.flow.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.sso.ConnectionsStandIn;
import dev.rollcall.sso.flow.Flows.TestBrowser;
import dev.rollcall.sso.flow.SamlIdp.Answer;
import dev.rollcall.sso.saml.SamlEncrypter;
import dev.rollcall.sso.saml.SamlKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A refused SAML answer at the running gateway: one for each reason that a message can give. Which messages have which reason shows the corpus;
 * that the refusal leaves nothing but a page, a trace and an event shows this.
 *
 * <p>R-NEG-1, R-NEG-2, R-NEG-7, R-NEG-16, R-NEG-17, R-NEG-21, R-NEG-24, R-NEG-25, R-NEG-26, R-NEG-27, R-NEG-32, R-NEG-33, R-NEG-34, R-NEG-35,
 * R-NEG-36, R-NEG-37, R-NEG-38, R-NEG-39, R-NEG-44, R-NEG-89.
 */
@QuarkusTest
class RefusedSamlIT {
    private static final Pattern ASSERTION = Pattern.compile("<saml:Assertion .*</saml:Assertion>", Pattern.DOTALL);
    private static final Pattern SIGNATURE = Pattern.compile("<ds:Signature .*</ds:Signature>", Pattern.DOTALL);

    private static final SamlIdp IDP = new SamlIdp(); // to make its keys takes seconds
    private final SignInConnection connection = Flows.connection(IDP.settings());
    private final TestBrowser browser = new TestBrowser();

    /**
     * One wrong answer.
     *
     * @param check as the trace calls what is wrong
     * @param before what is done to the assertion before it is signed
     * @param after what is done to the message after that
     */
    record Attack(
            String check,
            int status,
            UnaryOperator<Answer> says,
            UnaryOperator<String> before,
            UnaryOperator<String> after) {
        @Override
        public String toString() {
            return check;
        }
    }

    private static Attack said(String check, int status, UnaryOperator<Answer> says) {
        return new Attack(check, status, says, UnaryOperator.identity(), UnaryOperator.identity());
    }

    private static Attack asserted(String check, int status, String find, String put) {
        return new Attack(
                check, status, UnaryOperator.identity(), xml -> changed(xml, find, put), UnaryOperator.identity());
    }

    private static Attack sent(String check, int status, UnaryOperator<String> after) {
        return new Attack(check, status, UnaryOperator.identity(), UnaryOperator.identity(), after);
    }

    private static Attack sent(String check, int status, String find, String put) {
        return sent(check, status, xml -> changed(xml, find, put));
    }

    private static String changed(String xml, String find, String put) {
        String changed = xml.replaceFirst(find, Matcher.quoteReplacement(put));
        assertThat(changed).as(find).isNotEqualTo(xml);
        return changed;
    }

    private static String found(Pattern part, String xml) {
        Matcher found = part.matcher(xml);
        assertThat(found.find()).as(xml).isTrue();
        return found.group();
    }

    private static String encrypted(String xml, String algorithm) {
        Instant now = Instant.now();
        SamlKeys notOurs = SamlKeys.rsa("x", now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
        String assertion = found(ASSERTION, xml);
        return xml.replace(
                assertion,
                new SamlEncrypter(
                                notOurs.pair().getPublic(),
                                "http://www.w3.org/2009/xmlenc11#aes256-gcm",
                                "http://www.w3.org/2001/04/xmlenc#" + algorithm)
                        .encrypt(assertion));
    }

    static List<Attack> attacks() {
        return List.of(
                sent("signature_missing", 403, xml -> xml.replace(found(SIGNATURE, xml), "")),
                sent("signature_invalid", 403, "ann@acme[.]test", "admin@acme.test"),
                sent(
                        "signature_algorithm",
                        403,
                        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                        "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
                sent(
                        "signature_transform",
                        403,
                        "(?<=<ds:Transform Algorithm=\")http://www.w3.org/2001/10/xml-exc-c14n#",
                        "http://www.w3.org/TR/1999/REC-xpath-19991116"),
                sent("signature_reference", 403, "URI=\"#[^\"]*\"", "URI=\"\""),
                sent("signature_schema", 403, "<ds:DigestValue>", "<ds:DigestValue><!-- x -->"),
                sent(
                        "signature_count",
                        403,
                        xml -> xml.replace("</ds:Signature>", "</ds:Signature>" + found(SIGNATURE, xml))),
                sent(
                        "signature_position",
                        403,
                        xml -> xml.replace(
                                "</samlp:Status>",
                                "<samlp:StatusDetail>" + found(SIGNATURE, xml)
                                        + "</samlp:StatusDetail></samlp:Status>")),
                sent(
                        "assertion_count",
                        400,
                        xml -> changed(xml, "<saml:Assertion ", "<saml:Assertion ID=\"_evil\"/><saml:Assertion ")),
                sent("duplicate_id", 400, "(ID=\"[^\"]*\")(.*<samlp:Status)>", "ID=\"_x\"><samlp:Status ID=\"_x\">"),
                sent("xml_invalid", 400, xml -> "<!DOCTYPE x>" + xml),
                asserted("schema", 400, "ann@acme[.]test", "admin@acme.test<saml:x/>.evil.test"),
                asserted("issuer_mismatch", 403, "<saml:Issuer>[^<]*", "<saml:Issuer>https://idp.globex.test"),
                sent("destination_mismatch", 403, "Destination=\"[^\"]*\"", "Destination=\"https://x/saml/other/acs\""),
                asserted("audience_missing", 403, "<saml:AudienceRestriction>.*</saml:AudienceRestriction>", ""),
                asserted("audience_mismatch", 403, "<saml:Audience>[^<]*", "<saml:Audience>https://other.test"),
                asserted("subject_confirmation", 403, "cm:bearer", "cm:holder-of-key"),
                asserted("in_response_to_mismatch", 400, "InResponseTo=\"[^\"]*\"", "InResponseTo=\"_other\""),
                said("idp_initiated_not_enabled", 400, Answer::unasked),
                asserted("expired", 403, "NotOnOrAfter=\"[^\"]*\"", "NotOnOrAfter=\"2020-01-01T00:00:00Z\""),
                asserted("not_yet_valid", 403, "NotBefore=\"[^\"]*\"", "NotBefore=\"2099-01-01T00:00:00Z\""),
                said("name_id_not_email", 403, answer -> answer.nameId("ann")),
                said(
                        "attribute_ambiguous",
                        403,
                        answer -> answer.attribute("email", "ann@acme.test", "admin@acme.test")),
                said(
                        "status_not_success",
                        403,
                        answer -> answer.status(
                                "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\"/>")),
                sent("decrypt_failed", 400, xml -> encrypted(xml, "rsa-oaep-mgf1p")),
                sent("encryption_algorithm", 400, xml -> encrypted(xml, "rsa-1_5")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void aRefusedAnswerLeavesAPageATraceAndAnEventAndNothingElse(Attack attack) {
        // given
        SamlIdp.Asked asked = SamlIdp.asked(browser.start(connection).header("Location"));
        Answer answer = attack.says().apply(new Answer(asked));

        // when
        Response page =
                browser.post(connection.id(), IDP.respond(answer, attack.before(), attack.after()), asked.relayState());

        // then
        JsonPath trace = refused(connection, browser, page, attack.status(), attack.check());
        assertThat(trace.getString("setting")).isNotBlank();
        assertThat(page.asString()).doesNotContain("admin@acme.test");
    }

    /** R-SSO-10: to the letter, with a trace and an event of its own. */
    @Test
    void aLostSignInIsExplainedInTheDocumentedWords() {
        SamlIdp.Asked asked = SamlIdp.asked(browser.start(connection).header("Location"));
        Response page = browser.post(connection.id(), IDP.respond(new Answer(asked)), "A".repeat(43));

        refused(connection, browser, page, 400, "state_unknown");
        assertThat(page.asString())
                .contains(
                        "<p>We couldn&#39;t find your session. You may have pressed the back button, refreshed the page,"
                                + " opened too many sign-in dialogs, or there is some issue with cookies. Try signing in again."
                                + " If the issue persists, contact your administrator.</p>");
    }

    /** R-JIT-13: title and sentence, on the page and in the log that owners read; R-SSO-7: what came as length and is none. */
    @Test
    void whoIsNotAssignedReadsBothTextsAndSoDoTheOwners() {
        // given
        ConnectionsStandIn.decide(connection.id(), Flows.denied());
        SamlIdp.Asked asked = SamlIdp.asked(browser.start(connection).header("Location"));

        // when
        Response page = browser.post(
                connection.id(),
                IDP.respond(new Answer(asked).attribute("dockerSessionMinutes", "long")),
                asked.relayState());

        // then
        String mnemonic = Refusals.mnemonic(page);
        String sentence = "is not assigned to this SSO organization. Contact your administrator. TraceID: " + mnemonic;
        page.then().statusCode(403);
        assertThat(page.asString())
                .contains("<h1>Access denied</h1>", "User &#39;ann@acme.test&#39; " + sentence + "</p>");
        JsonPath trace = Refusals.trace(mnemonic);
        assertThat(trace.getString("decision.title")).isEqualTo("Access denied");
        assertThat(trace.getString("decision.detail")).isEqualTo("User 'ann@acme.test' " + sentence);
        assertThat(trace.getString("readings.find { it.what == 'session minutes' }.value"))
                .isNull();
        assertThat(trace.<String>getList("attributes.dockerSessionMinutes")).containsExactly("long");
    }

    /** R-NEG-87: what the answer cannot be judged by stops it, and it is not spent: posted again later, it signs in. */
    @Test
    void whileNobodyCanSayWhatTheConnectionIsNobodyGetsIn() {
        SamlIdp.Asked asked = SamlIdp.asked(browser.start(connection).header("Location"));
        String message = IDP.respond(new Answer(asked));
        ConnectionsStandIn.connectionsBroken(true);
        try {
            for (Response page : List.of(
                    browser.post(connection.id(), message, asked.relayState()), new TestBrowser().start(connection))) {
                page.then().statusCode(503);
                assertThat(page.asString()).contains("Trace id");
                assertThat(page.headers().getValues("Set-Cookie")).isEmpty();
            }
            assertThat(ConnectionsStandIn.asked(connection.id())).isEmpty();
        } finally {
            ConnectionsStandIn.connectionsBroken(false);
        }
        browser.post(connection.id(), message, asked.relayState()).then().statusCode(303);
    }

    /** R-NEG-85: of a connection that is gone nothing can be told in anybody's log; there is a page, and nobody is in. */
    @Test
    void anAnswerOverNoConnectionIsAPageAndNothingElse() {
        SamlIdp.Asked asked = SamlIdp.asked(browser.start(connection).header("Location"));
        Response page = browser.post(UUID.randomUUID(), IDP.respond(new Answer(asked)), asked.relayState());

        page.then().statusCode(404);
        assertThat(page.asString()).contains("Trace id");
        assertThat(browser.signedIn()).isFalse();
    }
}
