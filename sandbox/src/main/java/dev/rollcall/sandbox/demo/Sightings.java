package dev.rollcall.sandbox.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything read from the topics so far, in the order of reading, of whatever request and organization. */
final class Sightings {
    private final List<SeenEvent> events = new ArrayList<>();
    private final List<SeenEntry> entries = new ArrayList<>();

    void add(SeenEvent event) {
        events.add(event);
    }

    void add(SeenEntry entry) {
        entries.add(entry);
    }

    List<SeenEvent> events() {
        return events;
    }

    List<SeenEntry> entries() {
        return entries;
    }

    /** The events of one request, each once. */
    List<SeenEvent> eventsOf(String requestId) {
        Map<String, SeenEvent> byId = new LinkedHashMap<>();
        for (SeenEvent event : events) {
            if (requestId.equals(event.requestId())) {
                byId.putIfAbsent(event.id(), event);
            }
        }
        return List.copyOf(byId.values());
    }

    /** The audit entries of these events, in the events' order; a second one at another place in the log shows too. */
    List<SeenEntry> entriesOf(List<SeenEvent> of) {
        List<SeenEntry> found = new ArrayList<>();
        for (SeenEvent event : of) {
            Map<Long, SeenEntry> byIndex = new LinkedHashMap<>();
            for (SeenEntry entry : entries) {
                if (entry.eventId().equals(event.id())) {
                    byIndex.putIfAbsent(entry.auditIndex(), entry);
                }
            }
            found.addAll(byIndex.values());
        }
        return found;
    }
}
