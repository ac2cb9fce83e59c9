package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rollcall.contract.event.EventType;
import java.util.List;

/** What the tests of this package start from: one organization {@code o1}, request {@code r1}. */
final class Given {
    static final String ORGANIZATION = "o1";
    static final String REQUEST = "r1";
    private static final long CALLED = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private Given() {}

    static SeenEvent event(String id, EventType type, long sequence) {
        boolean account = type == EventType.ACCOUNT_CREATED;
        String source = account ? "/membership/account/a1" : "/membership/org/" + ORGANIZATION;
        return new SeenEvent(
                id,
                type.simpleName(),
                type.topic().topicName(),
                0,
                sequence,
                source,
                sequence,
                REQUEST,
                CALLED + 5 * MILLI);
    }

    static SeenEntry entry(String eventId, EventType type, long auditIndex, long orgSeq) {
        String scope = type == EventType.ACCOUNT_CREATED ? "platform" : ORGANIZATION;
        return new SeenEntry(scope, auditIndex, orgSeq, eventId, type.simpleName(), type.action(), CALLED + 80 * MILLI);
    }

    static Answer answer(int status, String body) {
        return new Answer(status, body.isEmpty() ? MissingNode.getInstance() : json(body), REQUEST, CALLED, 34 * MILLI);
    }

    static StepResult result(
            Call call, Expected expected, Answer answer, List<SeenEvent> events, List<SeenEntry> entries) {
        Step step = Step.of(Idp.OKTA, "create", "Okta creates Ada.", call, expected);
        return new StepResult(1, step, call, expected, answer, events, entries, List.of());
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
