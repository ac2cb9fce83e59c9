package dev.rollcall.membership.signin;

import static io.restassured.RestAssured.given;

import dev.rollcall.kit.TestTokens;
import dev.rollcall.membership.Stage;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The stage's connection as sso-gateway asks about it. */
final class Door {
    static final String TRACE = "blue-fox-12";

    private final Stage stage;
    private final UUID connectionId;

    Door(Stage stage) {
        this.stage = stage;
        connectionId = stage.connectionId;
        Stage.sql("update connection set state = 'ACTIVE' where id = ?", connectionId);
    }

    /** Further attributes by name, value, name, value …; a list for groups. */
    static Map<String, Object> person(String email, Object... attributes) {
        Map<String, Object> person = new HashMap<>();
        person.put("method", "SAML");
        person.put("email", email);
        for (int i = 0; i < attributes.length; i += 2) {
            person.put((String) attributes[i], attributes[i + 1]);
        }
        return person;
    }

    ValidatableResponse signIn(String email, Object... attributes) {
        return ask(person(email, attributes), false).then().statusCode(200);
    }

    ValidatableResponse dryRun(String email, Object... attributes) {
        return ask(person(email, attributes), true).then().statusCode(200);
    }

    Response ask(Map<String, Object> person, boolean dryRun) {
        return ask("sso-gateway", request(person, dryRun));
    }

    private Map<String, Object> request(Map<String, Object> person, boolean dryRun) {
        return Map.of(
                "connection",
                connectionId,
                "connectionVersion",
                stage.count("select version from connection where id = ?", connectionId),
                "flow",
                UUID.randomUUID(),
                "traceId",
                TRACE,
                "person",
                person,
                "dryRun",
                dryRun);
    }

    static Response ask(String service, Map<String, Object> body) {
        return post(service, "/internal/v1/sign-ins", body);
    }

    /** One of many that are asked about together. */
    Map<String, Object> wish(String traceparent, Map<String, Object> person) {
        return Map.of("request", request(person, false), "traceparent", traceparent);
    }

    static Response together(List<Map<String, Object>> wishes) {
        return post("sso-gateway", "/internal/v1/sign-ins/together", wishes);
    }

    private static Response post(String service, String path, Object body) {
        return given().header("Authorization", "Bearer " + TestTokens.service(service, "membership-service"))
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    /** Everything that a sign-in may write about people of that domain, to be compared before and after. */
    static List<String> traces(Stage stage) {
        return Stage.strings(
                """
                select 'accounts ' || count(*) || coalesce(max(updated_at)::text, '') from account where email_key like ?
                union all select 'members ' || count(*) || coalesce(sum(version), 0) from member where organization_id = ?
                union all select 'teams ' || count(*) from team where organization_id = ?
                union all select 'conflicts ' || coalesce(sum(count), 0) from conflict where organization_id = ?
                union all select 'events ' || (
                    select count(*) from event_log where source like ?) + (select count(*) from outbox where source like ?)
                """,
                "%@" + stage.domain,
                stage.organizationId,
                stage.organizationId,
                stage.organizationId,
                "%" + stage.organizationId,
                "%" + stage.organizationId);
    }

    /** The data of the organization's sign-in events so far, without what the log can forget. */
    static List<String> facts(Stage stage) {
        String source = "/membership/signin/org/" + stage.organizationId;
        return Stage.strings(
                "select ((body::jsonb -> 'data') - 'pii')::text from (select body from event_log where source = ?"
                        + " union all select body from outbox where source = ?) e",
                source,
                source);
    }

    /** The types of the organization's sign-in events so far. */
    static List<String> told(Stage stage) {
        String source = "/membership/signin/org/" + stage.organizationId;
        return Stage.strings(
                        "select type from (select sequence as n, type, 0 as later from event_log where source = ?"
                                + " union all select id, type, 1 from outbox where source = ?) e order by later, n",
                        source,
                        source)
                .stream()
                .map(type -> type.replace("dev.rollcall.sso.", "").replace(".v1", ""))
                .toList();
    }
}
