package dev.rollcall.sso.flow;

import static dev.rollcall.sso.Gateway.somebody;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.contract.signin.SignInEffect;
import dev.rollcall.sso.ConnectionsStandIn;
import dev.rollcall.sso.Gateway;
import dev.rollcall.sso.MemberBook;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Connections, decisions and browsers for tests of sign-in flows. */
final class Flows {
    private Flows() {}

    /** An active connection of an organization of its own, whose domain is {@code acme.test}; whoever comes is let in. */
    static SignInConnection connection(IdpSettings idp) {
        UUID organization = UUID.randomUUID();
        SignInConnection connection = new SignInConnection(
                UUID.randomUUID(),
                "Acme <SSO>",
                1,
                State.ACTIVE,
                organization,
                List.of(organization),
                List.of("acme.test"),
                false,
                idp);
        ConnectionsStandIn.put(connection);
        ConnectionsStandIn.decide(connection.id(), granted(organization));
        return connection;
    }

    static SignInConnection changed(SignInConnection connection, State state, long version, IdpSettings idp) {
        SignInConnection changed = new SignInConnection(
                connection.id(),
                connection.name(),
                version,
                state,
                connection.organizationId(),
                connection.organizations(),
                connection.domains(),
                connection.enforced(),
                idp);
        ConnectionsStandIn.put(changed);
        return changed;
    }

    static Function<JsonNode, SignInAnswer> granted(UUID organization) {
        UUID account = MemberBook.account("member", Map.of("acme", organization));
        return question -> question.path("dryRun").asBoolean()
                ? new SignInAnswer.Foreseen(
                        DecisionRow.NEW_DEFAULT,
                        List.of(new SignInEffect(SignInEffect.Kind.JOINED, organization, "Joins acme as a member.")),
                        List.of())
                : MemberBook.granted(account);
    }

    static Function<JsonNode, SignInAnswer> denied() {
        return question -> new SignInAnswer.Denied(
                DecisionRow.NEW_JIT_OFF,
                Refusal.JIT_DISABLED,
                "Access denied",
                "User 'ann@acme.test' is not assigned to this SSO organization. Contact your administrator. TraceID: "
                        + question.path("traceId").asText(),
                "Switch JIT provisioning on, or invite the person.",
                List.of());
    }

    /** A browser that keeps its cookies, also those that are for https only. */
    static final class TestBrowser {
        final Map<String, String> cookies = new HashMap<>();

        RequestSpecification request() {
            return somebody().cookies(cookies);
        }

        Response keep(Response answer) {
            for (Cookie cookie : answer.detailedCookies()) {
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                } else {
                    cookies.put(cookie.getName(), cookie.getValue());
                }
            }
            return answer;
        }

        Response start(SignInConnection connection) {
            return keep(request().queryParam("connection", connection.id()).get("/sign-in/sso"));
        }

        /** As the identity provider's page would: from another site, so without cookies that are Lax. */
        Response post(UUID connection, String response, String relayState) {
            RequestSpecification form = somebody().header("Sec-Fetch-Site", "cross-site");
            cookies.forEach((name, value) -> {
                if (name.endsWith("-saml")) {
                    form.cookie(name, value);
                }
            });
            if (response != null) {
                form.formParam("SAMLResponse", response);
            }
            if (relayState != null) {
                form.formParam("RelayState", relayState);
            }
            return keep(form.contentType("application/x-www-form-urlencoded").post("/saml/" + connection + "/acs"));
        }

        boolean signedIn() {
            return cookies.containsKey(Gateway.COOKIE);
        }
    }

    /** Denials over connections of that organization, as the audit log will see them. */
    static List<Map<String, Object>> denials(UUID organization, int count) {
        return Gateway.awaitEvents("sso.signin.org." + organization, events -> events.size() >= count);
    }
}
