package dev.rollcall.systemtests.signin;

import static dev.rollcall.systemtests.suite.People.unique;

import dev.rollcall.sandbox.idp.SigningIdp;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An organization of its own with a connection over SAML that believes {@link SigningIdp}, for many sign-ins in little time.
 *
 * @param connection its id
 * @param scim as the directory of the same company
 */
record SamlSite(RunningSuite suite, SigningIdp idp, String organization, String connection, Http scim) {

    /** Ready for sign-ins, with SCIM and JIT on, and without the guard that deactivations by the dozen would wake. */
    static SamlSite open(RunningSuite suite, SigningIdp idp, String name) {
        String organization = unique(name);
        Http admin = suite.api("membership");
        admin.post("/v2/orgs", Map.of("name", organization)).requireStatus(201);
        admin.post(
                        "/v2/orgs/" + organization + "/domains",
                        Map.of("name", domain(organization), "verifiedBy", "OPERATOR"))
                .requireStatus(201);
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "name",
                organization,
                "protocol",
                "SAML",
                "organization",
                organization,
                "domains",
                List.of(domain(organization)),
                "scimEnabled",
                true,
                "rateLimit",
                100_000,
                "deprovisioningPercent",
                0));
        String connection =
                admin.post("/v2/connections", wanted).requireStatus(201).id();
        String path = "/v2/connections/" + connection;
        admin.put(path + "/idp", idp.settings()).requireStatus(200);
        admin.patch(path, Map.of("state", "ACTIVE", "override", true)).requireStatus(200);
        String token = admin.post(path + "/scim-tokens", Map.of("label", "idp"))
                .requireStatus(201)
                .json()
                .path("token")
                .asText();
        String base = suite.description().services().get("scim") + "/scim/v2";
        return new SamlSite(suite, idp, organization, connection, new Http(base, token, "application/scim+json"));
    }

    private static String domain(String organization) {
        return organization + ".example";
    }

    /** An address of the organization's domain. */
    String mail(String name) {
        return unique(name) + "@" + domain(organization);
    }

    Http admin() {
        return suite.api("membership");
    }

    String gateway(String path) {
        return suite.description().services().get("sso") + path;
    }

    /** Begins a sign-in and has the answer ready, signed, in a form that is not sent yet. */
    Page.Form answered(Visitor visitor, SigningIdp.Person person) {
        HttpResponse<String> begun = visitor.openOnly(
                gateway("/sign-in/sso?connection=" + connection + "&email=" + Visitor.encoded(person.email())));
        URI question = URI.create(begun.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(begun.statusCode() + " " + begun.body())));
        SigningIdp.Asked asked = SigningIdp.read(
                Page.parameter(question, "SAMLRequest").orElseThrow(),
                Page.parameter(question, "RelayState").orElse(""));
        return Page.Form.post(idp.signOnUrl(), asked.acsUrl(), idp.answer(asked, person));
    }

    /** A whole sign-in. */
    Page signIn(Visitor visitor, SigningIdp.Person person) {
        return visitor.send(answered(visitor, person));
    }

    static SigningIdp.Person person(String email) {
        return new SigningIdp.Person(email, "Ann", "Lee", List.of());
    }

    /** Whether the browser is signed in. */
    boolean isIn(Visitor visitor) {
        return visitor.openOnly(gateway("/account")).statusCode() == 200;
    }
}
