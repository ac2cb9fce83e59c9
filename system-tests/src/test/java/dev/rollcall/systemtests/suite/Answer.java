package dev.rollcall.systemtests.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/**
 * What came back.
 *
 * @param request method and address, for messages
 * @param body as text; empty when there is none
 */
public record Answer(String request, int status, HttpHeaders headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(this + " is not JSON", e);
        }
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** This answer, if it has that status. */
    public Answer requireStatus(int wanted) {
        assertThat(status).as("status of %s", this).isEqualTo(wanted);
        return this;
    }

    public String id() {
        return json().required("id").asText();
    }

    /** R-SCIM-4: whole, with the status as text, in SCIM's media type, with a trace, and without our insides. */
    public Answer requireScimError(int wanted, String scimType) {
        requireStatus(wanted);
        assertThat(header("Content-Type")).as("media type of %s", this).startsWith("application/scim+json");
        JsonNode error = json();
        assertThat(error.path("schemas").toString()).isEqualTo("[\"urn:ietf:params:scim:api:messages:2.0:Error\"]");
        assertThat(error.path("status").isTextual())
                .as("status is text in %s", this)
                .isTrue();
        assertThat(error.path("status").asText()).isEqualTo(String.valueOf(wanted));
        assertThat(error.path("scimType").asText("")).as("scimType of %s", this).isEqualTo(scimType);
        assertThat(error.path("detail").asText())
                .as("detail of %s", this)
                .isNotBlank()
                .contains(header("X-Request-Id"))
                .doesNotContain("Exception");
        return this;
    }

    /** RFC 9457 with the fields that every API of ours adds. */
    public Answer requireProblem(int wanted, String code) {
        requireStatus(wanted);
        assertThat(header("Content-Type")).as("media type of %s", this).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("code").asText()).as("code of %s", this).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(wanted);
        for (String field : new String[] {"type", "title", "detail", "traceId"}) {
            assertThat(problem.path(field).asText()).as("%s of %s", field, this).isNotBlank();
        }
        return this;
    }

    @Override
    public String toString() {
        return request + " -> " + status + " " + body;
    }
}
