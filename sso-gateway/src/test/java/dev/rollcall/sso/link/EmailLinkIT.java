package dev.rollcall.sso.link;

import static dev.rollcall.sso.Gateway.COOKIE;
import static dev.rollcall.sso.Gateway.FORM_COOKIE;
import static dev.rollcall.sso.Gateway.formToken;
import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.kit.Mailbox;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.LinksStandIn;
import dev.rollcall.sso.MemberBook;
import dev.rollcall.sso.MembershipStandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Signing in by a link that is mailed: R-SSO-12, R-SSO-15, R-INV-9, R-NEG-66, R-NEG-67, R-NEG-68, R-NEG-69, R-NEG-73, R-NEG-91. */
@QuarkusTest
class EmailLinkIT {
    private static final Pattern LINK =
            Pattern.compile(Pattern.quote(Gateway.ISSUER) + "/sign-in/link\\?token=([A-Za-z0-9_-]{43})");
    private static final String LINK_COOKIE = "__Host-rollcall-link";

    @Inject
    DataSource database;

    private static String address() {
        return "ann-" + UUID.randomUUID() + "@outside.example";
    }

    private static String guest() {
        String email = address();
        UUID account = MemberBook.account("member", Map.of("acme", MembershipStandIn.ACME));
        LinksStandIn.put(email, MemberBook.granted(account));
        return email;
    }

    private static Response ask(RequestSpecification client, String email) {
        Response page = somebody().get("/");
        return client.cookie(FORM_COOKIE, page.getCookie(FORM_COOKIE))
                .formParam("formToken", formToken(page))
                .formParam("identifier", email)
                .post("/sign-in/link");
    }

    private static String secret(String email, int count) {
        Matcher link = LINK.matcher(Mailbox.of(email).await(count).path("text").asText());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static Response open(String secret) {
        return somebody().queryParam("token", secret).get("/sign-in/link");
    }

    private static Response confirm(Response page, String secret) {
        return somebody()
                .cookie(FORM_COOKIE, page.getCookie(FORM_COOKIE))
                .formParam("formToken", formToken(page))
                .formParam("token", secret)
                .post("/sign-in/link/confirm");
    }

    /** R-NEG-66, R-NEG-73: the whole way; looking at the link spends nothing, for mail scanners look at every one. */
    @Test
    void aGuestAsksReadsTheMailOpensTheLinkConfirmsAndIsIn() {
        String email = guest();
        Response asked = ask(somebody(), email);
        asked.then().statusCode(200).body(containsString("Look into your mailbox"));
        String secret = secret(email, 1);

        open(secret).then().statusCode(200);
        Response page = somebody()
                .cookie(LINK_COOKIE, asked.getCookie(LINK_COOKIE))
                .queryParam("token", secret)
                .get("/sign-in/link");
        page.then()
                .statusCode(200)
                .body(containsString("as <strong>" + email))
                .body(not(containsString("another browser")));
        Response in = confirm(page, secret);

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/account");
        assertThat(in.getDetailedCookie(COOKIE).isSecured()).isTrue();
        assertThat(in.getDetailedCookie(COOKIE).isHttpOnly()).isTrue();
        somebody()
                .cookie(COOKIE, in.cookie(COOKIE))
                .get("/account")
                .then()
                .statusCode(200)
                .body(containsString("acme"));
        confirm(open(guestLink()), secret).then().statusCode(401).body(containsString("was used already"));
        open(secret).then().statusCode(401);
        somebody()
                .cookie(COOKIE, in.cookie(COOKIE))
                .formParam(
                        "formToken",
                        formToken(somebody().cookie(COOKIE, in.cookie(COOKIE)).get("/account")))
                .post("/sign-out")
                .then()
                .statusCode(303);
    }

    /** A link of somebody else's, for its form. */
    private static String guestLink() {
        String email = guest();
        ask(somebody(), email);
        return secret(email, 1);
    }

    /** R-NEG-67: in another browser the page says whose account it is, and that somebody else may have asked. */
    @Test
    void openedElsewhereThePageWarns() {
        String email = guest();
        ask(somebody(), email);

        open(secret(email, 1))
                .then()
                .statusCode(200)
                .body(containsString("another browser"))
                .body(containsString(email));
    }

    /** R-NEG-91: the page, its status and its cookies are the same whoever is asked for; a mail goes only to those whom a link lets in. */
    @Test
    void whoAsksLearnsNothingAboutTheAddress() {
        String known = guest();
        String unknown = address();
        String enforced = address();
        LinksStandIn.put(
                enforced,
                new SignInAnswer.Denied(
                        DecisionRow.UNFIT, Refusal.SSO_REQUIRED, "Access denied", "no", "s", List.of()));

        Response one = ask(somebody(), known);
        for (String other : List.of(unknown, enforced, Gateway.OWNER_EMAIL)) {
            Response two = ask(somebody(), other);
            assertThat(two.statusCode()).isEqualTo(one.statusCode());
            assertThat(two.asString().replace(other, ""))
                    .isEqualTo(one.asString().replace(known, ""));
            assertThat(two.headers().asList().stream().map(header -> header.getName()))
                    .containsExactlyElementsOf(one.headers().asList().stream()
                            .map(header -> header.getName())
                            .toList());
        }

        secret(known, 1);
        // Judged in their order: what was asked last is judged last.
        String last = guest();
        ask(somebody(), last);
        secret(last, 1);
        assertThat(LinksStandIn.PROSPECTS).contains(unknown, enforced);
        assertThat(Mailbox.of(unknown).mails()).isEmpty();
        assertThat(Mailbox.of(enforced).mails()).isEmpty();
    }

    /** Who got a link and is enforced, or deactivated, meanwhile. */
    @Test
    void whoMayNotComeInAnyMoreIsToldWhyWithATraceId() {
        String email = guest();
        ask(somebody(), email);
        String secret = secret(email, 1);
        LinksStandIn.put(
                email,
                new SignInAnswer.Denied(
                        DecisionRow.UNFIT, Refusal.SSO_REQUIRED, "Access denied", "Over <your> IdP.", "s", List.of()));

        Response out = confirm(open(secret), secret);

        out.then()
                .statusCode(403)
                .body(containsString("Over &lt;your&gt; IdP."))
                .body(containsString("SSO_REQUIRED"))
                .body(containsString("Trace id "));
        assertThat(out.cookie(COOKIE)).isNull();
        Matcher traceId = Pattern.compile("Trace id ([a-z-]+)").matcher(out.asString());
        assertThat(traceId.find()).isTrue();
        var owner = TestTokens.platform(MembershipStandIn.OWNER_ACCOUNT);
        somebody()
                .auth()
                .preemptive()
                .oauth2(owner)
                .get("/v2/email-links/" + traceId.group(1))
                .then()
                .statusCode(200)
                .body("email", equalTo(email))
                .body("outcome", equalTo("DENIED"))
                .body("code", equalTo("SSO_REQUIRED"));
        somebody()
                .auth()
                .preemptive()
                .oauth2(owner)
                .get("/v2/email-links/no-such-trace-here")
                .then()
                .statusCode(404);
        somebody().get("/v2/email-links/" + traceId.group(1)).then().statusCode(401);
        assertThat(LinksStandIn.ASKED)
                .anySatisfy(
                        question -> assertThat(question.path("email").asText()).isEqualTo(email));
    }

    @Test
    void ofTwoWhoConfirmAtOnceOneIsIn() throws Exception {
        String email = guest();
        ask(somebody(), email);
        String secret = secret(email, 1);
        Response page = open(secret);

        Callable<Integer> confirming = () -> confirm(page, secret).statusCode();
        try (var both = Executors.newFixedThreadPool(4)) {
            var statuses = both.invokeAll(List.of(confirming, confirming, confirming, confirming)).stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();
            assertThat(statuses).containsExactly(303, 401, 401, 401);
        }
    }

    @Test
    void aLinkEndsAfterTenMinutesAndIsStoredAsAHashOnly() throws Exception {
        String email = guest();
        ask(somebody(), email);
        String secret = secret(email, 1);
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT l::text, extract(epoch FROM expires_at - judged_at) FROM email_link l WHERE email"
                                + " = ?")) {
            select.setString(1, email);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).doesNotContain(secret);
                assertThat(row.getInt(2)).isEqualTo(600);
            }
        }
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE email_link SET expires_at = now() WHERE email = ?")) {
            update.setString(1, email);
            update.executeUpdate();
        }

        open(secret).then().statusCode(401).body(containsString("older than 10 minutes"));
        confirm(open(guestLink()), secret).then().statusCode(401);
    }

    /** An address gets five in ten minutes from one browser and ten from all; a network may ask for twenty a minute. */
    @Test
    void nobodysMailboxIsFilled() {
        String email = guest();
        String browser = ask(somebody(), email).getCookie(LINK_COOKIE);
        for (int i = 0; i < 6; i++) {
            ask(somebody().cookie(LINK_COOKIE, browser), email).then().statusCode(200);
        }
        Mailbox.of(email).await(5);
        ask(somebody(), email).then().statusCode(200);
        Mailbox.of(email).await(6); // and not seven
        for (int i = 0; i < 6; i++) {
            ask(somebody(), email).then().statusCode(200);
        }
        Mailbox.of(email).await(10);

        int refused = 0;
        for (int i = 0; i < 40; i++) {
            refused += ask(Gateway.from("10.99.0.1"), address()).statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isBetween(1, 20); // the bucket refills while we ask
        String last = guest();
        ask(somebody(), last);
        secret(last, 1);
        assertThat(Mailbox.of(email).mails()).hasSize(10);
    }

    /** R-NEG-68, R-NEG-69: nothing that comes along bends the way or the page. */
    @Test
    void whatIsNoFormOrLinkOfOursIsRefused() {
        somebody()
                .formParam("identifier", address())
                .post("/sign-in/link")
                .then()
                .statusCode(400);
        somebody()
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("token", "x")
                .post("/sign-in/link/confirm")
                .then()
                .statusCode(400);
        open("<script>").then().statusCode(401).body(not(containsString("<script")));
        ask(somebody(), "\"><script>@x.test").then().body(not(containsString("<script")));
        ask(somebody(), "x".repeat(400)).then().statusCode(400);
        somebody()
                .queryParam("email", "\"><script>@x.test")
                .get("/")
                .then()
                .statusCode(200)
                .body(not(containsString("<script")))
                .body(containsString("&lt;script"));
    }

    /** The mail is not lost while nobody can say to whom it goes, nor while no server takes it. */
    @Test
    void aLinkWaitsForServicesThatAreAway() {
        String email = guest();
        LinksStandIn.broken(true);
        InfraTestResource.infra().stopMail();
        try {
            ask(somebody(), email).then().statusCode(200);
            long end = System.nanoTime() + 30_000_000_000L;
            while (!LinksStandIn.PROSPECTS.contains(email)) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.onSpinWait();
            }
        } finally {
            LinksStandIn.broken(false);
            InfraTestResource.infra().startMail();
        }
        secret(email, 1);
    }
}
