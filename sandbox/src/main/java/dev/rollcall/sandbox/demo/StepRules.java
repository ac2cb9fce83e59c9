package dev.rollcall.sandbox.demo;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.Topics;
import java.util.ArrayList;
import java.util.List;

/** Whether a step led to what it must lead to. */
final class StepRules {
    private StepRules() {}

    /** Whether everything expected has arrived, so that waiting can end; more may have come than that. */
    static boolean complete(Expected expected, List<SeenEvent> events, List<SeenEntry> entries) {
        List<String> missing = new ArrayList<>();
        expected.events().forEach(type -> missing.add(type.simpleName()));
        events.forEach(event -> missing.remove(event.type()));
        return missing.isEmpty()
                && events.stream()
                        .allMatch(event -> entries.stream()
                                .anyMatch(entry -> entry.eventId().equals(event.id())));
    }

    /** What is wrong with the answer itself. */
    static List<Fault> answer(Expected expected, Answer answer) {
        List<Fault> faults = new ArrayList<>();
        if (answer.status() != expected.status()) {
            faults.add(new Fault("status", String.valueOf(expected.status()), answer.status() + " " + answer.body()));
        }
        expected.fields().forEach((pointer, json) -> {
            String seen = answer.body().at(pointer).toString();
            if (!seen.equals(json)) {
                faults.add(new Fault("answer " + pointer, json.isEmpty() ? "nothing" : json, seen));
            }
        });
        if (answer.requestId() == null) {
            faults.add(new Fault("X-Request-Id", "a request id", ""));
        }
        return faults;
    }

    /**
     * What is wrong with the events of a step and their entries.
     *
     * @param organizationId the only organization that may hear of it
     */
    static List<Fault> traces(
            Expected expected, List<SeenEvent> events, List<SeenEntry> entries, String organizationId) {
        List<Fault> faults = new ArrayList<>();
        for (Topics topic : List.of(Topics.ACCOUNT_EVENTS, Topics.MEMBERSHIP_EVENTS)) {
            List<String> wanted = expected.events().stream()
                    .filter(type -> type.topic() == topic)
                    .map(EventType::simpleName)
                    .toList();
            List<String> seen = events.stream()
                    .filter(event -> event.topic().equals(topic.topicName()))
                    .map(SeenEvent::type)
                    .filter(type -> !possible(expected, type))
                    .toList();
            if (!seen.equals(wanted)) {
                faults.add(new Fault("events on " + topic.topicName(), wanted.toString(), seen.toString()));
            }
        }
        events.forEach(event -> faults.addAll(entry(event, entries, organizationId)));
        return faults;
    }

    private static boolean possible(Expected expected, String type) {
        return expected.possible().stream()
                .anyMatch(possible -> possible.simpleName().equals(type));
    }

    private static List<Fault> entry(SeenEvent event, List<SeenEntry> entries, String organizationId) {
        List<Fault> faults = new ArrayList<>();
        boolean ofAccount = event.topic().equals(Topics.ACCOUNT_EVENTS.topicName());
        String scope = ofAccount ? "platform" : organizationId;
        List<SeenEntry> found = entries.stream()
                .filter(entry -> entry.eventId().equals(event.id()))
                .toList();
        if (found.size() != 1) {
            faults.add(new Fault("audit entries of " + event.type(), "1", String.valueOf(found.size())));
        }
        if (!ofAccount && !event.source().equals("/membership/org/" + organizationId)) {
            faults.add(new Fault("stream of " + event.type(), "/membership/org/" + organizationId, event.source()));
        }
        for (SeenEntry entry : found) {
            if (!entry.type().equals(event.type())) {
                faults.add(new Fault("type of the audit entry", event.type(), entry.type()));
            }
            if (!entry.scope().equals(scope)) {
                faults.add(new Fault("audit log of " + event.type(), scope, entry.scope()));
            }
        }
        return faults;
    }
}
