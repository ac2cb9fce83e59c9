package dev.rollcall.systemtests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rollcall.contract.event.EventSchemas;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.Topics;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.systemtests.audit.Day.Acknowledged;
import dev.rollcall.systemtests.suite.AuditLog;
import dev.rollcall.systemtests.suite.RunningSuite;
import dev.rollcall.systemtests.suite.Streams;
import dev.rollcall.systemtests.suite.TopicReader;
import dev.rollcall.systemtests.suite.TopicReader.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every change exactly once and in order, after a few hundred requests to two organizations at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTrailST {
    private static final int PEOPLE = 24; // eight requests each, in each of two organizations
    private static final int AT_ONCE = 4;
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(EventSchemas.byId()));

    private final RunningSuite suite = RunningSuite.get();
    private final Map<String, List<List<Acknowledged>>> days = new LinkedHashMap<>();

    @BeforeAll
    void aMixedLoad() throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            Map<String, List<Future<List<Acknowledged>>>> all = new LinkedHashMap<>();
            for (String organization : List.of("acme", "globex")) {
                Day day = new Day(suite.scim(organization), organization, organization + ".example");
                all.put(
                        organization,
                        IntStream.range(0, PEOPLE)
                                .mapToObj(number -> workers.submit(() -> day.live(number)))
                                .toList());
            }
            for (var one : all.entrySet()) {
                List<List<Acknowledged>> lived = new ArrayList<>();
                for (Future<List<Acknowledged>> day : one.getValue()) {
                    lived.add(day.get());
                }
                days.put(one.getKey(), lived);
            }
        }
        Streams.settle(suite);
    }

    /** I1, R-SCIM-42, R-AUD-1: what each request led to, once, in the order of the requests; nothing where nothing changed. */
    @Test
    void eachAcknowledgedRequestLedToItsEntriesOnceAndInOrder() {
        days.forEach((organization, people) -> {
            Map<String, List<JsonNode>> byRequest = new LinkedHashMap<>();
            for (JsonNode entry : AuditLog.of(suite.api("audit"), organization)) {
                byRequest
                        .computeIfAbsent(entry.at("/data/requestId").asText(), id -> new ArrayList<>())
                        .add(entry);
            }
            for (List<Acknowledged> day : people) {
                long last = 0;
                for (Acknowledged request : day) {
                    List<JsonNode> entries = byRequest.getOrDefault(request.requestId(), List.of());
                    assertThat(entries)
                            .as("entries of %s in %s", request, organization)
                            .extracting(entry -> simpleName(entry.path("type").asText()))
                            .containsExactlyInAnyOrderElementsOf(request.events());
                    for (JsonNode entry : entries) {
                        assertThat(entry.path("orgSeq").asLong()).isGreaterThan(last);
                        last = entry.path("orgSeq").asLong();
                    }
                }
            }
        });
    }

    /** Complete: numbered 1..N in the organization and 1..N in each stream, no event twice. */
    @Test
    void eachOrganizationsLogIsGapless() {
        for (String organization : days.keySet()) {
            List<JsonNode> entries = AuditLog.of(suite.api("audit"), organization);
            assertThat(entries)
                    .extracting(entry -> entry.path("orgSeq").asLong())
                    .containsExactlyElementsOf(upTo(entries.size()));
            assertThat(entries)
                    .extracting(entry -> entry.path("eventId").asText())
                    .doesNotHaveDuplicates();
            Map<String, List<Long>> streams = new LinkedHashMap<>();
            entries.forEach(
                    entry -> streams.computeIfAbsent(entry.at("/data/stream").asText(), stream -> new ArrayList<>())
                            .add(entry.at("/data/sequence").asLong()));
            assertThat(streams).isNotEmpty();
            streams.forEach((stream, numbers) ->
                    assertThat(numbers).as(stream).containsExactlyElementsOf(upTo(numbers.size())));
        }
    }

    /** Repeats apart, the topic says what the API says, in the same order and under the organization's key. */
    @Test
    void theTopicOfSealedEntriesHoldsTheSame() {
        List<Seen> topic = TopicReader.readAll(suite, Topics.AUDIT_LOG);
        for (String organization : days.keySet()) {
            SandboxFile.Connection connection =
                    suite.description().connections().get(organization);
            Map<String, String> byIndex = new LinkedHashMap<>();
            for (Seen seen : topic) {
                if (seen.record().key().equals("org:" + connection.organizationId())) {
                    String id = byIndex.putIfAbsent(
                            seen.extension("auditindex"), seen.event().id());
                    assertThat(id)
                            .as("one event under one audit index")
                            .isIn(null, seen.event().id());
                }
            }
            assertThat(new ArrayList<>(byIndex.keySet())).isSorted();
            assertThat(byIndex.values())
                    .containsExactlyElementsOf(AuditLog.of(suite.api("audit"), organization).stream()
                            .map(entry -> entry.path("eventId").asText())
                            .toList());
        }
    }

    /** I2, I8: first occurrences ascend 1..N in each stream, a repeat is the same event, and no event crosses organizations. */
    @Test
    void eachStreamOfEventsAscendsWithoutAGap() {
        for (Topics topic : List.of(Topics.MEMBERSHIP_EVENTS, Topics.ACCOUNT_EVENTS, Topics.SIGNIN_EVENTS)) {
            Map<String, Map<Long, String>> streams = new LinkedHashMap<>();
            for (Seen seen : TopicReader.readAll(suite, topic)) {
                Map<Long, String> numbers =
                        streams.computeIfAbsent(seen.event().source(), source -> new LinkedHashMap<>());
                String first = numbers.putIfAbsent(
                        seen.event().sequenceNumber(), seen.event().id());
                assertThat(first).isIn(null, seen.event().id());
                assertThat(seen.record().key()).isEqualTo(seen.event().partitionkey());
                JsonNode organization = seen.event().data().path("orgId");
                if (seen.record().key().startsWith("org:") && organization.isTextual()) {
                    assertThat(seen.record().key()).isEqualTo("org:" + organization.asText());
                }
            }
            streams.forEach((stream, numbers) -> assertThat(new ArrayList<>(numbers.keySet()))
                    .as(stream)
                    .containsExactlyElementsOf(upTo(numbers.size())));
        }
    }

    @Test
    void eachEventObeysItsSchema() {
        List<Seen> events = TopicReader.readAll(suite, Topics.MEMBERSHIP_EVENTS);
        assertThat(events).hasSizeGreaterThan(PEOPLE * 10);
        for (Seen seen : events) {
            EventType type = EventType.ofWireName(seen.event().type()).orElseThrow();
            assertThat(SCHEMAS.getSchema(EventSchemas.envelope(), InputFormat.JSON)
                            .validate(seen.record().value(), InputFormat.JSON))
                    .as("envelope of %s", seen.record().value())
                    .isEmpty();
            assertThat(SCHEMAS.getSchema(EventSchemas.dataOf(type), InputFormat.JSON)
                            .validate(seen.event().data().toString(), InputFormat.JSON))
                    .as("data of %s", seen.record().value())
                    .isEmpty();
        }
    }

    @Test
    void theDatabasesAgreeOnWhatWasSealed() {
        assertThat(Streams.gaps(suite)).isEmpty();
        assertThat(Streams.differences(suite)).isEmpty();
        assertThat(Streams.sealingGaps(suite)).isEmpty();
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** {@code dev.rollcall.membership.UserProvisioned.v1} is {@code UserProvisioned}. */
    private static String simpleName(String type) {
        String[] parts = type.split("\\.");
        return parts[parts.length - 2];
    }
}
