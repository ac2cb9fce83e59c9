package dev.rollcall.systemtests.signin;

import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Keycloak that {@code up --idp} started, as its administrator and as the people in it see it. */
record AcmeKeycloak(RunningSuite suite, SandboxFile.Idp idp) {
    /** Of everybody whom tests make in it. */
    static final String PASSWORD = "only-for-this-run";

    static AcmeKeycloak get() {
        RunningSuite suite = RunningSuite.withIdp();
        return new AcmeKeycloak(suite, suite.description().idp());
    }

    /** The admin REST API of the realm, with a token that is good for the next minute. */
    Http admin() {
        String token = new Http(idp.baseUrl(), "", "application/x-www-form-urlencoded")
                .post(
                        "/realms/master/protocol/openid-connect/token",
                        "grant_type=password&client_id=admin-cli&username=" + idp.adminName() + "&password="
                                + Visitor.encoded(idp.adminPassword()))
                .requireStatus(200)
                .json()
                .required("access_token")
                .asText();
        return new Http(idp.baseUrl() + "/admin/realms/" + idp.realm(), token, "application/json");
    }

    /**
     * A new person there.
     *
     * @param attributes {@code dockerRole} and the like
     * @return Keycloak's id of them
     */
    String person(String mail, Map<String, String> attributes) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", mail);
        user.put("email", mail);
        user.put("emailVerified", true);
        user.put("enabled", true);
        user.put("firstName", "Ann");
        user.put("lastName", "Lee");
        user.put("credentials", List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false)));
        Map<String, List<String>> lists = new LinkedHashMap<>();
        attributes.forEach((name, value) -> lists.put(name, List.of(value)));
        user.put("attributes", lists);
        Answer made = admin().post("/users", user).requireStatus(201);
        String location = made.header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Our connection of that name. */
    SandboxFile.Connection connection(String name) {
        return suite.description().connections().get(name);
    }

    String gateway(String path) {
        return suite.description().services().get("sso") + path;
    }

    /** From our sign-in page's address for a connection to wherever it ends; the person types their password at Keycloak. */
    Page signIn(Visitor visitor, String connection, String mail) {
        return signIn(visitor, connection, mail, PASSWORD);
    }

    Page signIn(Visitor visitor, String connection, String mail, String password) {
        Page login = visitor.open(gateway("/sign-in/sso?connection=" + connection + "&email=" + Visitor.encoded(mail)));
        Page after = login.findForm("password")
                .map(form -> visitor.send(form.with("username", mail).with("password", password)))
                .orElse(login); // known there already
        List<java.net.URI> trail = new java.util.ArrayList<>(login.trail());
        trail.addAll(after.trail());
        Page shown = new Page(trail, after.status(), after.headers(), after.body());
        // A browser's script would send that form at once.
        return shown.findForm("SAMLResponse").map(visitor::send).orElse(shown);
    }

    boolean isIn(Visitor visitor) {
        return visitor.openOnly(gateway("/account")).statusCode() == 200;
    }
}
