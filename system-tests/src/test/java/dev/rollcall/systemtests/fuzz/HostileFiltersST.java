package dev.rollcall.systemtests.fuzz;

import static dev.rollcall.systemtests.suite.People.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R-SCIM-45: filters at every limit, against users whose values were made to be slow to compare, neither run away nor fail. */
class HostileFiltersST {
    private static final int USERS = 900;
    private static final int LENGTH_MAX = 8_192;
    private static final int TRIES = 7; // the best counts: a busy machine is no fault of the filter
    private static final Duration LITTLE = Duration.ofSeconds(2); // the dearest takes half a second on two busy cores
    private static final String SLOW = "%_\\aaaaaaaaaaaaaaaa".repeat(200);

    private static final Http SCIM = FuzzedConnection.of(RunningSuite.get());

    @BeforeAll
    static void usersWhoseValuesAreSlowToCompare() {
        for (int from = 0; from < USERS; from += 225) {
            List<Map<String, Object>> operations = new ArrayList<>();
            for (int i = from; i < from + 225; i++) {
                Map<String, Object> user = Map.of(
                        "schemas",
                        List.of(USER),
                        "userName",
                        "hostile%_\\" + i,
                        "title",
                        i % 20 == 0 ? SLOW + i : "title" + i,
                        "emails",
                        List.of(Map.of("type", "work", "value", "a".repeat(200) + i)));
                operations.add(Map.of("method", "POST", "path", "/Users", "bulkId", "b" + i, "data", user));
            }
            SCIM.post(
                            "/Bulk",
                            Map.of(
                                    "schemas",
                                    List.of("urn:ietf:params:scim:api:messages:2.0:BulkRequest"),
                                    "Operations",
                                    operations))
                    .requireStatus(200);
        }
    }

    static Stream<String> atTheLimits() {
        return Stream.of(
                "not (".repeat(31) + "title co \"b\"" + ")".repeat(31),
                joined(" or ", 256, "title co \"%_%_%b\""),
                joined(" and ", 256, "title co \"a\""),
                joined(" or ", 80, "emails[value ew \"ab\" and type co \"%\"]"),
                joined(" or ", 120, "not (userName sw \"a_%\")"),
                "title co \"" + "a".repeat(4_000) + "b\"",
                "title co \"" + "%_".repeat(2_000) + "\"",
                "title ew \"" + "\\\\".repeat(3_000) + "\"",
                "title co \"" + "%a".repeat(1_000) + "%b\" and title sw \"%\"",
                joined(" or ", 150, "title gt \"%_\\\\aaaaaaaaaaaaaaaaaaaaaaaa\""),
                joined(" or ", 100, "urn:ietf:params:scim:schemas:core:2.0:User:title co \"ab%\""),
                "title eq 1e999999999",
                "meta.created gt \"+999999999-12-31T23:59:59Z\"");
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("atTheLimits")
    void costLittle(String filter) {
        assertThat(best(filter, 200)).as(cut(filter)).isLessThan(LITTLE);
    }

    static Stream<String> beyondTheLimits() {
        return Stream.of(
                "(".repeat(4_000) + "title pr" + ")".repeat(4_000),
                "not (".repeat(1_000) + "title pr" + ")".repeat(1_000),
                joined(" or ", 257, "title pr"),
                "title co \"" + "a".repeat(900_000) + "\"",
                "emails[".repeat(1_000));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("beyondTheLimits")
    void areRefusedAtOnce(String filter) {
        assertThat(best(filter, 400)).as(cut(filter)).isLessThan(LITTLE);
    }

    private static Duration best(String filter, int status) {
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < TRIES && best.compareTo(LITTLE) > 0 || i < 2; i++) {
            long begin = System.nanoTime();
            Answer answer = SCIM.post("/Users/.search", Map.of("filter", filter, "count", 1));
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            answer.requireStatus(status);
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        System.out.printf("hostile filter: %d ms for %s%n", best.toMillis(), cut(filter));
        return best;
    }

    private static String joined(String by, int terms, String term) {
        String filter = String.join(by, Collections.nCopies(terms, term));
        return filter.length() <= LENGTH_MAX ? filter : filter.substring(0, filter.lastIndexOf(by, LENGTH_MAX));
    }

    private static String cut(String filter) {
        return filter.length() + " characters: " + filter.substring(0, Math.min(80, filter.length()));
    }
}
