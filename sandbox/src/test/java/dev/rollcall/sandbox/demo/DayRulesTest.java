package dev.rollcall.sandbox.demo;

import static dev.rollcall.contract.event.EventType.USER_DEACTIVATED;
import static dev.rollcall.contract.event.EventType.USER_PROVISIONED;
import static dev.rollcall.contract.event.EventType.USER_UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DayRulesTest {
    private final SeenEvent first = Given.event("e1", USER_PROVISIONED, 7);
    private final SeenEvent second = Given.event("e2", USER_UPDATED, 8);
    private final SeenEvent third = Given.event("e3", USER_DEACTIVATED, 9);
    private final SeenEntry firstEntry = Given.entry("e1", USER_PROVISIONED, 40, 7);
    private final SeenEntry secondEntry = Given.entry("e2", USER_UPDATED, 42, 8);
    private final SeenEntry thirdEntry = Given.entry("e3", USER_DEACTIVATED, 43, 9);

    @Test
    void aDayWithoutGapsHasNoFaultThoughRecordsCameAgain() {
        // given
        List<SeenEvent> events = List.of(first, second, first, second, third);
        List<SeenEntry> entries = List.of(firstEntry, secondEntry, firstEntry, secondEntry, thirdEntry);

        // then
        assertThat(DayRules.streams(events)).isEmpty();
        assertThat(DayRules.sealed(entries)).isEmpty();
        assertThat(DayRules.order(events, entries)).isEmpty();
        assertThat(DayRules.listed(List.of(firstEntry, secondEntry, thirdEntry), List.of(firstEntry, thirdEntry)))
                .isEmpty();
        assertThat(DayRules.repeats(sightings(events, entries))).isEqualTo(4);
    }

    @Test
    void aGapInAStreamIsAFault() {
        assertThat(DayRules.streams(List.of(first, third)))
                .containsExactly(new Fault("number of UserDeactivated in /membership/org/o1", "8", "9"));
    }

    @Test
    void twoEventsWithOneNumberAreAFault() {
        assertThat(DayRules.streams(List.of(first, second, Given.event("e4", USER_UPDATED, 8))))
                .hasSize(1);
    }

    @Test
    void anEventAtTwoPlacesOfTheLogIsAFault() {
        assertThat(DayRules.sealed(List.of(firstEntry, secondEntry, Given.entry("e1", USER_PROVISIONED, 44, 9))))
                .containsExactly(new Fault("places of UserProvisioned in the audit log", "#40", "#40 and #44"));
    }

    @Test
    void aGapInAnOrganizationsLogIsAFault() {
        assertThat(DayRules.sealed(List.of(firstEntry, thirdEntry)))
                .extracting(Fault::seen)
                .containsExactly("no. 9 (#43)");
    }

    @Test
    void entriesInAnotherOrderThanTheirEventsAreAFault() {
        List<SeenEntry> swapped =
                List.of(Given.entry("e2", USER_UPDATED, 40, 7), Given.entry("e1", USER_PROVISIONED, 41, 8));

        assertThat(DayRules.order(List.of(first, second), swapped)).hasSize(1);
    }

    @Test
    void theApiMustListWhatTheTopicShowedOnceAndAtTheSamePlace() {
        assertThat(DayRules.listed(List.of(firstEntry, secondEntry), List.of(thirdEntry)))
                .containsExactly(new Fault("audit API on UserDeactivated", "#43 no. 9 org.member.deprovision", ""));
        assertThat(DayRules.listed(List.of(firstEntry, thirdEntry), List.of(firstEntry)))
                .extracting(Fault::what)
                .containsExactly("what follows no. 7 (#40) in the audit API");
    }

    @Test
    void anEventThatComesAfterItsStepWasJudgedIsStillAFault() {
        // given
        StepResult noEvents =
                Given.result(Call.get("/Users"), Expected.status(200), Given.answer(200, "{}"), List.of(), List.of());

        // when
        List<Fault> faults = DayRules.late(
                List.of(noEvents), sightings(List.of(second), List.of(secondEntry)), Map.of(Idp.OKTA, "o1"));

        // then
        assertThat(faults)
                .containsExactly(new Fault(
                        "step 1 (okta create), later: events on membership.events.v1", "[]", "[UserUpdated]"));
    }

    private static Sightings sightings(List<SeenEvent> events, List<SeenEntry> entries) {
        Sightings sightings = new Sightings();
        events.forEach(sightings::add);
        entries.forEach(sightings::add);
        return sightings;
    }
}
