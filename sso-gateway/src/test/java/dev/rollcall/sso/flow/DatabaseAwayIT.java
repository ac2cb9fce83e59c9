package dev.rollcall.sso.flow;

import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.sso.flow.Flows.TestBrowser;
import dev.rollcall.sso.flow.SamlIdp.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** R-NEG-87, R-SSO-10: without its database the gateway lets nobody in, and says that it passes. */
@QuarkusTest
class DatabaseAwayIT {
    private final SamlIdp idp = new SamlIdp();
    private final SignInConnection connection = Flows.connection(idp.settings());

    @Test
    void aSignInWithoutTheDatabaseEndsInAPageThatAsksToComeAgain() {
        // given
        TestBrowser browser = new TestBrowser();
        SamlIdp.Asked asked = SamlIdp.asked(browser.start(connection).header("Location"));
        String answer = idp.respond(new Answer(asked));

        // when
        InfraTestResource.infra().stopPostgres();
        try {
            awayAndTold(browser.post(connection.id(), answer, asked.relayState()));
            awayAndTold(browser.start(connection));
            awayAndTold(somebody().queryParam("state", "A".repeat(43)).get("/oidc/" + connection.id() + "/callback"));
        } finally {
            InfraTestResource.infra().startPostgres();
        }

        // then: it passes, once the pool has noticed that its connections are gone
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (signIn() != 303 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(signIn()).isEqualTo(303);
    }

    private int signIn() {
        TestBrowser browser = new TestBrowser();
        Response start = browser.start(connection);
        if (start.statusCode() != 303) {
            return start.statusCode();
        }
        SamlIdp.Asked asked = SamlIdp.asked(start.header("Location"));
        return browser.post(connection.id(), idp.respond(new Answer(asked)), asked.relayState())
                .statusCode();
    }

    private static void awayAndTold(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("Try again in a few minutes"))
                .body(containsString("Trace id"));
    }
}
