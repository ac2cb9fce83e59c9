package dev.rollcall.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-AUD-6: source, trace id, old and new values. */
class DataRulesTest {

    @Test
    void whatAnEventSaysBecomesAFlatMapOfStrings() {
        // given
        String event = """
                {"source":"/membership/org/1","sequence":"00000000000000000003","subject":"member/7","correlationid":"req-1",
                 "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                 "data":{"orgId":"1","actor":{"type":"scim","id":"c","via":"okta"},"reason":{"code":"SEAT","text":"No seat"},
                         "before":{"role":"member","status":"ACTIVE"},"after":{"role":"owner","status":"ACTIVE","teams":["t1"]},
                         "changes":[{"attr":"name.givenName","old":"J","now":"Jane"}],
                         "connectionId":"c","count":3,"nested":{"a":[1]},"nothing":null}}""";

        // when
        Map<String, String> data = DataRules.read(event, "{\"email\":\"jane@acme.example\"}");

        // then
        assertThat(data)
                .containsOnly(
                        Map.entry("source", "scim"),
                        Map.entry("via", "okta"),
                        Map.entry("reason", "SEAT"),
                        Map.entry("reasonText", "No seat"),
                        Map.entry("subject", "member/7"),
                        Map.entry("requestId", "req-1"),
                        Map.entry("stream", "/membership/org/1"),
                        Map.entry("sequence", "00000000000000000003"),
                        Map.entry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736"),
                        Map.entry("old.role", "member"),
                        Map.entry("new.role", "owner"),
                        Map.entry("new.teams", "[\"t1\"]"),
                        Map.entry("old.name.givenName", "J"),
                        Map.entry("new.name.givenName", "Jane"),
                        Map.entry("changed", "name.givenName"),
                        Map.entry("connectionId", "c"),
                        Map.entry("count", "3"),
                        Map.entry("nested", "{\"a\":[1]}"),
                        Map.entry("email", "jane@acme.example"));
    }

    @Test
    void anEventThatSaysLittleGivesLittle() {
        assertThat(DataRules.read("{\"data\":{}}", null)).isEmpty();
    }
}
