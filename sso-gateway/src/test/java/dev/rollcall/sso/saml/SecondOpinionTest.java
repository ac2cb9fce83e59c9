package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.codelibs.saml2.core.authn.SamlResponse;
import org.codelibs.saml2.core.settings.Saml2Settings;
import org.codelibs.saml2.core.settings.SettingsBuilder;
import org.junit.jupiter.api.Test;

/**
 * What another library thinks of the corpus. Where it differs from us, this says who is right and why; where it comes to agree, or begins to
 * differ, this fails.
 */
class SecondOpinionTest {
    /** Why, by case. */
    private static final Map<String, String> DIFFERENCES = new TreeMap<>();

    static {
        explain(
                "They refuse; we are right, both are in the list of XML Signature 1.1 and IdPs use them.",
                "accepted/elliptic-curve",
                "accepted/rsa-pss");
        explain(
                "They refuse; their schema ends with XML Encryption 1.0. We are right: it is OAEP.",
                "accepted/encrypted-with-newer-oaep");
        explain(
                "They refuse a year of ten digits by schema. Either will do; here it shows that nothing overflows.",
                "accepted/end-of-time");
        explain(
                "A setting of ours, which they have not: they were not given that certificate.",
                "accepted/expired-certificate-allowed");
        explain(
                "They accept, with two addresses for one person. We are right: nobody could say whose account it is.",
                "refused/attribute-ambiguous/two-attributes",
                "refused/attribute-ambiguous/two-values");
        explain(
                "They accept. We are right: every restriction must name us (core 2.5.1.4), and there must be one (profiles 4.1.4.2).",
                "refused/audience-mismatch/one-of-two-restrictions",
                "refused/audience-missing/no-restriction");
        explain(
                "They accept. We are right: a signed message says where it goes (bindings 3.5.5.2).",
                "refused/destination-mismatch/absent-though-signed");
        explain(
                "They accept. We are right: how either fails can be asked for the plaintext.",
                "refused/encryption-algorithm/cbc",
                "refused/encryption-algorithm/rsa-1-5");
        explain("They accept. We are right: what was encrypted is over all the same.", "refused/expired/encrypted");
        explain(
                "They allow three minutes where we allow one.",
                "refused/expired/confirmation-sixty-one-seconds-late",
                "refused/expired/sixty-one-seconds-late",
                "refused/expired/sixty-seconds-late",
                "refused/not-yet-valid/sixty-one-seconds-early");
        explain(
                "They accept what nobody asked for, unless the caller names a request. We are right here: R-SSO-8.",
                "refused/idp-initiated-not-enabled/not-asked",
                "refused/in-response-to-mismatch/other-browser");
        explain(
                "They leave the NameID to the caller.",
                "refused/name-id-format/address-instead-of-persistent",
                "refused/name-id-format/transient",
                "refused/name-id-not-email/domain-in-another-script",
                "refused/name-id-not-email/full-width-at",
                "refused/name-id-not-email/invisible",
                "refused/name-id-not-email/name",
                "refused/name-id-not-email/two-ats",
                "refused/schema/empty-name-id",
                "refused/schema/no-name-id");
        explain(
                "They accept. We are right: a text with something else in it is read in two ways.",
                "refused/schema/instruction-in-name-id",
                "refused/signature-schema/comment-in-digest",
                "refused/signature-schema/comment-in-signature-value");
        explain(
                "They accept. We are right: SAML's times are in UTC and say so (core 1.3.3).",
                "refused/schema/time-without-zone");
        explain(
                "They accept. We are right: a bearer confirmation has no beginning (profiles 4.1.4.2).",
                "refused/subject-confirmation/not-before");
        explain(
                "They refuse: the IdP says that its session is over. We are right here: R-SSO-7.",
                "accepted/session-end-is-not-used");
        explain(
                "They have no limits.",
                "refused/schema/as-many-attributes-as-fit",
                "refused/schema/too-many-attributes",
                "refused/xml-invalid/too-large");
        explain(
                "They do not look at when somebody proved themselves. We keep it, so it must be a time that can be kept.",
                "refused/schema/proved-in-1969");
        explain(
                "They accept SHA-1, unless told not to.",
                "refused/signature-algorithm/rsa-sha1",
                "refused/signature-algorithm/sha1-digest");
        explain(
                "They accept. XML Signature allows both; SAML needs neither, and attacks do (core 5.4.4).",
                "refused/signature-schema/object",
                "refused/signature-transform/three");
        explain(
                "They accept. It is legal, and no IdP sends it; fewer ways to say one thing are fewer ways to be misread.",
                "refused/xml-invalid/latin-1",
                "refused/xml-invalid/xml-1-1");
    }

    private static void explain(String why, String... cases) {
        for (String name : cases) {
            DIFFERENCES.put(name, why);
        }
    }

    @Test
    void anotherLibraryAgreesButForWhatIsExplained() throws Exception {
        Duration later = Duration.between(SamlWorld.NOW, Instant.now());
        Map<String, String> differences = new TreeMap<>();
        for (SamlCase message : SamlCase.all()) {
            boolean ours = message.folder().getParent().endsWith("accepted");
            SamlCase now = message.later(later);
            String theirs = opinion(now);
            if (ours != theirs.isEmpty()) {
                differences.put(message.toString(), theirs);
            }
        }
        assertThat(differences.keySet()).as(differences.toString()).isEqualTo(DIFFERENCES.keySet());
    }

    /** Empty when they accept. */
    private static String opinion(SamlCase message) {
        try {
            SamlResponse response = new SamlResponse(settings(), SamlWorld.ACS, message.posted());
            String id = message.get("request", SamlWorld.REQUEST_ID);
            boolean valid = response.isValid(id.isEmpty() ? null : id);
            return valid ? "" : String.valueOf(response.getError());
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static Saml2Settings settings() throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(SettingsBuilder.STRICT_PROPERTY_KEY, true);
        values.put(SettingsBuilder.SP_ENTITYID_PROPERTY_KEY, SamlWorld.ENTITY_ID);
        values.put(SettingsBuilder.SP_ASSERTION_CONSUMER_SERVICE_URL_PROPERTY_KEY, SamlWorld.ACS);
        values.put(
                SettingsBuilder.SP_PRIVATEKEY_PROPERTY_KEY,
                pem("PRIVATE KEY", SamlWorld.keys("ours").pair().getPrivate().getEncoded()));
        values.put(
                SettingsBuilder.SP_X509CERT_PROPERTY_KEY,
                pem("CERTIFICATE", SamlWorld.keys("ours").certificate().getEncoded()));
        values.put(SettingsBuilder.IDP_ENTITYID_PROPERTY_KEY, SamlWorld.IDP);
        int number = 0;
        for (String name : List.of("idp", "elliptic", "next")) {
            values.put(
                    SettingsBuilder.IDP_X509CERTMULTI_PROPERTY_KEY + "." + number++,
                    pem("CERTIFICATE", SamlWorld.keys(name).certificate().getEncoded()));
        }
        return new SettingsBuilder().fromValues(values).build();
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----";
    }
}
