package dev.rollcall.sandbox.demo;

import dev.rollcall.sandbox.demo.DayResult.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether a whole day left exactly the traces it must: each event and each entry once, and in order per organization. Records of other
 * requests that came meanwhile count too where numbers must be without gaps.
 */
final class DayRules {
    private DayRules() {}

    /** What only shows at the end: events or entries that came late, or too often. */
    static List<Fault> late(List<StepResult> steps, Sightings seen, Map<Idp, String> organizationIds) {
        List<Fault> faults = new ArrayList<>();
        for (StepResult step : steps) {
            Answer answer = step.answer();
            if (answer != null && answer.requestId() != null) {
                List<SeenEvent> events = seen.eventsOf(answer.requestId());
                String organizationId = organizationIds.getOrDefault(step.step().idp(), "");
                StepRules.traces(step.expected(), events, seen.entriesOf(events), organizationId).stream()
                        .filter(fault -> !step.faults().contains(fault))
                        .map(fault ->
                                new Fault(name(step) + ", later: " + fault.what(), fault.expected(), fault.seen()))
                        .forEach(faults::add);
            }
        }
        return faults;
    }

    private static String name(StepResult step) {
        return "step " + step.number() + " (" + step.step().idp().shortName() + " "
                + step.step().name() + ")";
    }

    /** Each stream's events: numbers without a gap, in order; the same event may be delivered again. */
    static List<Fault> streams(List<SeenEvent> events) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Long> first = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (SeenEvent event : events) {
            long start = first.computeIfAbsent(event.source(), source -> event.sequence());
            boolean delivered = !known.add(event.id() + "#" + event.sequence());
            if (delivered || event.sequence() < start) {
                continue; // of before the day, when it is smaller than the first that we saw
            }
            Long before = last.put(event.source(), event.sequence());
            if (before != null && event.sequence() != before + 1) {
                faults.add(new Fault(
                        "number of " + event.type() + " in " + event.source(),
                        String.valueOf(before + 1),
                        String.valueOf(event.sequence())));
            }
        }
        return faults;
    }

    /** The sealed entries on their topic: one place for each event, ascending, numbers of one log without a gap. */
    static List<Fault> sealed(List<SeenEntry> entries) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Long> places = new HashMap<>();
        Map<String, SeenEntry> last = new HashMap<>();
        for (SeenEntry entry : entries) {
            String key = entry.scope() + " " + entry.eventId(); // a company's fact is sealed once for each organization
            Long place = places.putIfAbsent(key, entry.auditIndex());
            if (place != null) {
                if (place != entry.auditIndex()) {
                    faults.add(new Fault(
                            "places of " + entry.type() + " in the audit log",
                            "#" + place,
                            "#" + place + " and #" + entry.auditIndex()));
                }
                continue;
            }
            SeenEntry before = last.put(entry.scope(), entry);
            if (before != null && !follows(before, entry)) {
                faults.add(following("audit.log.v1", before, entry));
            }
        }
        return faults;
    }

    private static boolean follows(SeenEntry before, SeenEntry entry) {
        return entry.orgSeq() == before.orgSeq() + 1 && entry.auditIndex() > before.auditIndex();
    }

    private static Fault following(String where, SeenEntry before, SeenEntry entry) {
        return new Fault(
                "what follows no. " + before.orgSeq() + " (#" + before.auditIndex() + ") in " + where,
                "no. " + (before.orgSeq() + 1) + " at a higher place",
                "no. " + entry.orgSeq() + " (#" + entry.auditIndex() + ")");
    }

    /**
     * The log as the audit API lists it: without a gap, and with each entry that the topic showed, once.
     *
     * @param listed of one scope, oldest first
     * @param sealed of the day, in that scope
     */
    static List<Fault> listed(List<SeenEntry> listed, List<SeenEntry> sealed) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 1; i < listed.size(); i++) {
            if (!follows(listed.get(i - 1), listed.get(i))) {
                faults.add(following("the audit API", listed.get(i - 1), listed.get(i)));
            }
        }
        for (SeenEntry entry : sealed) {
            List<String> same = listed.stream()
                    .filter(other -> other.eventId().equals(entry.eventId()))
                    .map(DayRules::place)
                    .toList();
            if (!same.equals(List.of(place(entry)))) {
                faults.add(new Fault("audit API on " + entry.type(), place(entry), String.join(" and ", same)));
            }
        }
        return faults;
    }

    private static String place(SeenEntry entry) {
        return "#" + entry.auditIndex() + " no. " + entry.orgSeq() + " " + entry.action();
    }

    /** Events of one stream stand in the log in the stream's order. */
    static List<Fault> order(List<SeenEvent> events, List<SeenEntry> entries) {
        Map<String, SeenEvent> byId = new HashMap<>();
        events.forEach(event -> byId.put(event.id(), event));
        Map<String, SeenEvent> last = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        for (SeenEntry entry : new TreeMap<>(byPlace(entries)).values()) {
            SeenEvent event = byId.get(entry.eventId());
            SeenEvent before = event == null ? null : last.put(event.source(), event);
            if (event != null && before != null && before.sequence() >= event.sequence()) {
                faults.add(new Fault(
                        "order of " + event.source() + " in the audit log",
                        event.type() + " " + event.sequence() + " before " + before.type() + " " + before.sequence(),
                        "the reverse"));
            }
        }
        return faults;
    }

    private static Map<Long, SeenEntry> byPlace(List<SeenEntry> entries) {
        Map<Long, SeenEntry> byPlace = new HashMap<>();
        entries.forEach(entry -> byPlace.put(entry.auditIndex(), entry));
        return byPlace;
    }

    /** Records that came again: same event with the same number, same entry at the same place. */
    static int repeats(Sightings seen) {
        long events = seen.events().stream()
                .map(event -> event.id() + "#" + event.sequence())
                .distinct()
                .count();
        long entries = seen.entries().stream()
                .map(entry -> entry.scope() + entry.eventId() + "#" + entry.auditIndex())
                .distinct()
                .count();
        return (int) (seen.events().size() - events + seen.entries().size() - entries);
    }

    /** Which numbers the day's entries of one scope took; there is at least one. */
    static Range range(String organization, List<SeenEntry> ofTheDay) {
        return new Range(
                organization,
                ofTheDay.stream().mapToLong(SeenEntry::orgSeq).min().orElseThrow(),
                ofTheDay.stream().mapToLong(SeenEntry::orgSeq).max().orElseThrow(),
                ofTheDay.size());
    }
}
