package dev.rollcall.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.benchmarks.http.Answer;
import dev.rollcall.benchmarks.http.WrongAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A bulk request of creates (RFC 7644 §3.7), and what became of each. */
final class BulkBody {
    static final String BULK = "/scim/v2/Bulk";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What one operation came to.
     *
     * @param status HTTP status of this operation alone
     * @param id of what was made; empty when nothing was
     */
    record Outcome(int status, String id, String told) {

        /** @throws WrongAnswer when it is no 201 */
        String requireId() {
            if (status != 201 || id.isEmpty()) {
                throw new WrongAnswer("expected 201 in a bulk answer, got " + told);
            }
            return id;
        }
    }

    private BulkBody() {}

    /** @param users bodies of creates */
    static String creates(List<String> users) {
        return IntStream.range(0, users.size())
                .mapToObj(i -> "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"" + i + "\",\"data\":"
                        + users.get(i) + "}")
                .collect(Collectors.joining(
                        ",",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[",
                        "]}"));
    }

    /** @throws WrongAnswer when it does not tell of every operation, in order */
    static List<Outcome> outcomes(Answer answer, int operations) throws IOException {
        JsonNode told =
                JSON.readTree(answer.require(200, "BulkResponse").body()).path("Operations");
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode one : told) {
            if (!one.path("bulkId").asText().equals(String.valueOf(outcomes.size()))) {
                throw new WrongAnswer("operation " + outcomes.size() + " is not in its place: " + one);
            }
            String location = one.path("location").asText("");
            outcomes.add(new Outcome(
                    one.path("status").asInt(), location.substring(location.lastIndexOf('/') + 1), one.toString()));
        }
        if (outcomes.size() != operations) {
            throw new WrongAnswer("asked " + operations + " operations, told of " + outcomes.size());
        }
        return outcomes;
    }
}
