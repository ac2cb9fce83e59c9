package dev.rollcall.systemtests.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an answer must never be, whatever was asked (R-SCIM-4). Pure. */
final class Verdicts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INSIDES = Pattern.compile(
            "\\bat [a-z]+(\\.[\\w$]+)+\\(|(?:java|jakarta|dev\\.rollcall|com\\.fasterxml|org\\.postgresql|io\\.(?:quarkus|vertx))\\.[\\w.$]+|[a-zA-Z]Exception\\b");

    private Verdicts() {}

    /** What is wrong with it; empty for nothing. */
    static Optional<String> fault(FuzzedRequest request, RawHttp.Reply reply) {
        if (reply.status() >= 500 && reply.status() != 501 && !heldBack(reply)) {
            return Optional.of("status " + reply.status());
        }
        if (reply.status() < 400) {
            return insideBulk(reply);
        }
        return reply.header("content-type").startsWith("application/scim+json")
                ? error(reply)
                : stranger(request, reply);
    }

    private static boolean heldBack(RawHttp.Reply reply) {
        return reply.status() == 503 && reply.header("retry-after").matches("\\d+");
    }

    private static Optional<String> insideBulk(RawHttp.Reply reply) {
        return reply.body().contains("BulkResponse") && reply.body().matches("(?s).*\"status\":\"50[02-9]\".*")
                ? Optional.of("an operation inside failed")
                : Optional.empty();
    }

    private static Optional<String> error(RawHttp.Reply reply) {
        if (reply.body().isEmpty()) { // the answer to HEAD
            return Optional.empty();
        }
        try {
            JsonNode error = JSON.readTree(reply.body());
            if (!error.path("schemas").toString().equals("[\"urn:ietf:params:scim:api:messages:2.0:Error\"]")) {
                return Optional.of("no SCIM error");
            }
            if (!error.path("status").isTextual() || error.path("status").asInt() != reply.status()) {
                return Optional.of("the body's status is not the answer's, as text");
            }
            String detail = error.path("detail").asText();
            return detail.isBlank() || INSIDES.matcher(detail).find()
                    ? Optional.of("a detail that is empty or shows our insides")
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of("a body that is no JSON");
        }
    }

    /** Refused by the HTTP server before anything of ours saw it: with an empty body and for the form of the request alone. */
    private static Optional<String> stranger(FuzzedRequest request, RawHttp.Reply reply) {
        boolean form = reply.status() == 400 || reply.status() == 414 || reply.status() == 431 || reply.status() == 417;
        boolean nothing = reply.body().isEmpty();
        return form && nothing || request.method().equals("HEAD")
                ? Optional.empty()
                : Optional.of("an error that is not in SCIM's form");
    }
}
