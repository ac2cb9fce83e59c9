package dev.rollcall.sso.flow;

import static dev.rollcall.sso.Gateway.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.sso.ConnectionsStandIn;
import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.MembershipStandIn;
import dev.rollcall.sso.flow.Flows.TestBrowser;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What every refused sign-in comes to, whatever was wrong with it. */
final class Refusals {
    private static final Pattern TRACE_ID = Pattern.compile("Trace id ([a-z]+(?:-[a-z]+)+)<");

    private Refusals() {}

    /**
     * No session, no account, no change of a membership; a page with a trace id; a trace with that id and the check's code; and the event that
     * becomes {@code enterprise.sso.signin.denied}, with both.
     *
     * @return the trace
     */
    static JsonPath refused(
            SignInConnection connection, TestBrowser browser, Response answer, int status, String check) {
        answer.then().statusCode(status).contentType("text/html;charset=UTF-8");
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.headers().getValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith(Gateway.COOKIE + "="));
        assertThat(browser.signedIn()).isFalse();
        assertThat(ConnectionsStandIn.asked(connection.id()))
                .as("what membership-service was asked to decide, and so to make")
                .isEmpty();
        assertThat(answer.asString()).contains("Reason: " + check + ".");
        String mnemonic = mnemonic(answer);
        JsonPath trace = trace(mnemonic);
        assertThat(trace.getString("code")).isEqualTo(check);
        assertThat(trace.getString("outcome")).isEqualTo("FAILED");
        assertThat(trace.getString("connectionId")).isEqualTo(connection.id().toString());
        told(connection, mnemonic, check);
        return trace;
    }

    static String mnemonic(Response page) {
        Matcher found = TRACE_ID.matcher(page.asString());
        assertThat(found.find()).as(page.asString()).isTrue();
        return found.group(1);
    }

    /** As the trace viewer gets it. */
    static Response shown(String mnemonic) {
        return somebody()
                .auth()
                .preemptive()
                .oauth2(TestTokens.platform(MembershipStandIn.OWNER_ACCOUNT))
                .get("/v2/traces/" + mnemonic);
    }

    static JsonPath trace(String mnemonic) {
        return shown(mnemonic).then().statusCode(200).extract().jsonPath();
    }

    private static void told(SignInConnection connection, String mnemonic, String check) {
        assertThat(Flows.denials(connection.organizationId(), 1)).anySatisfy(event -> {
            assertThat(event.get("type")).isEqualTo("dev.rollcall.sso.SignInDenied.v1");
            var data = (Map<?, ?>) event.get("data");
            assertThat(data.get("check")).isEqualTo(check);
            assertThat(data.get("traceId")).isEqualTo(mnemonic);
            assertThat(data.get("connectionId")).isEqualTo(connection.id().toString());
        });
    }
}
