package dev.rollcall.systemtests.signin;

import static dev.rollcall.systemtests.suite.People.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the other tests do with a plain client, a real browser does with real pages: cookies, redirects, forms and policies included. */
class BrowserSignInST {
    private static AcmeKeycloak keycloak;
    private static Chromium chromium;

    @BeforeAll
    static void keycloakAndABrowser() {
        keycloak = AcmeKeycloak.get();
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** R-SSO-2, R-SSO-11. */
    @Test
    void aPersonSignsInOverSamlAndSeesTheirMembership() {
        assertThat(signInOver("acme", mail("browser-saml", "acme.example"))).contains("Acme", "member");
    }

    /** R-SSO-2, R-SSO-11. */
    @Test
    void aPersonSignsInOverOpenIdConnectAndSeesTheirMembership() {
        assertThat(signInOver("acme-oidc", mail("browser-oidc", "acme.example")))
                .contains("Acme", "member");
    }

    /** The text of the account page, which is where it ends. */
    private static String signInOver(String connection, String mail) {
        keycloak.person(mail, Map.of());
        try (BrowserContext context = chromium.fresh()) {
            Page page = context.newPage();
            page.navigate(keycloak.gateway("/"));
            page.fill("#identifier", mail);
            page.click("main button[type=submit]");
            page.click("a[href*='" + keycloak.connection(connection).id() + "']");
            page.fill("#password", AcmeKeycloak.PASSWORD);
            page.fill("#username", mail);
            page.click("#kc-login");
            page.waitForURL(keycloak.gateway("/account"));
            return page.innerText("main");
        }
    }
}
