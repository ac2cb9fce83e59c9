package dev.rollcall.sandbox.demo;

import static dev.rollcall.contract.event.EventType.ACCOUNT_CREATED;
import static dev.rollcall.contract.event.EventType.CONFLICT_OPENED;
import static dev.rollcall.contract.event.EventType.MEMBER_TEAM_REMOVED;
import static dev.rollcall.contract.event.EventType.USER_DEACTIVATED;
import static dev.rollcall.contract.event.EventType.USER_PROVISIONED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepRulesTest {
    private final Expected created = Expected.status(201).events(ACCOUNT_CREATED, USER_PROVISIONED);
    private final List<SeenEvent> events =
            List.of(Given.event("e2", USER_PROVISIONED, 7), Given.event("e1", ACCOUNT_CREATED, 1));
    private final List<SeenEntry> entries =
            List.of(Given.entry("e2", USER_PROVISIONED, 42, 7), Given.entry("e1", ACCOUNT_CREATED, 41, 3));

    @Test
    void whatMustComeAndCameIsNoFault() {
        assertThat(traces(created, events, entries)).isEmpty();
        assertThat(StepRules.complete(created, events, entries)).isTrue();
    }

    @Test
    void aMissingEventIsToldWithItsTopic() {
        assertThat(traces(created, events.subList(0, 1), entries.subList(0, 1)))
                .containsExactly(new Fault("events on account.events.v1", "[AccountCreated]", "[]"));
    }

    @Test
    void anEventNobodyExpectsIsAFault() {
        assertThat(traces(Expected.status(200), events.subList(0, 1), entries.subList(0, 1)))
                .containsExactly(new Fault("events on membership.events.v1", "[]", "[UserProvisioned]"));
    }

    @Test
    void theOrderWithinATopicCounts() {
        // given
        Expected expected = Expected.status(200).events(USER_DEACTIVATED, MEMBER_TEAM_REMOVED);
        List<SeenEvent> reversed =
                List.of(Given.event("e1", MEMBER_TEAM_REMOVED, 1), Given.event("e2", USER_DEACTIVATED, 2));
        List<SeenEntry> sealed =
                List.of(Given.entry("e1", MEMBER_TEAM_REMOVED, 1, 1), Given.entry("e2", USER_DEACTIVATED, 2, 2));

        // then
        assertThat(traces(expected, reversed, sealed)).hasSize(1);
    }

    @Test
    void aConflictMayBeRecordedForARefusedCall() {
        List<SeenEvent> conflict = List.of(Given.event("e1", CONFLICT_OPENED, 1));

        assertThat(traces(Expected.error(409), conflict, List.of(Given.entry("e1", CONFLICT_OPENED, 1, 1))))
                .isEmpty();
    }

    @Test
    void anEventWithoutEntryOrWithTwoIsAFault() {
        // given
        List<SeenEntry> twice = List.of(
                entries.get(1), Given.entry("e2", USER_PROVISIONED, 42, 7), Given.entry("e2", USER_PROVISIONED, 43, 8));

        // then
        assertThat(traces(created, events, entries.subList(1, 2)))
                .containsExactly(new Fault("audit entries of UserProvisioned", "1", "0"));
        assertThat(traces(created, events, twice))
                .containsExactly(new Fault("audit entries of UserProvisioned", "1", "2"));
        assertThat(StepRules.complete(created, events, entries.subList(1, 2))).isFalse();
    }

    @Test
    void nothingMayReachAnotherOrganization() {
        assertThat(StepRules.traces(created, events, entries, "o2"))
                .extracting(Fault::what)
                .containsExactly("stream of UserProvisioned", "audit log of UserProvisioned");
    }

    /** O1: counts are JSON integers, so 0 and "0" differ. */
    @Test
    void anAnswerIsComparedByTypeToo() {
        Answer answer = Given.answer(200, "{\"totalResults\":\"0\",\"Resources\":[]}");

        assertThat(StepRules.answer(Expected.list(0), answer))
                .containsExactly(new Fault("answer /totalResults", "0", "\"0\""));
    }

    @Test
    void whatMustNotBeThereIsAFaultWhenItIs() {
        Answer answer = Given.answer(201, "{\"password\":\"x\"}");

        assertThat(StepRules.answer(Expected.status(201).without("/password"), answer))
                .containsExactly(new Fault("answer /password", "nothing", "\"x\""));
    }

    @Test
    void aWrongStatusIsToldWithTheBodyThatExplainsIt() {
        assertThat(StepRules.answer(Expected.status(204), Given.answer(400, "{\"detail\":\"no\"}")))
                .extracting(Fault::toString)
                .containsExactly("status: expected 204, seen 400 {\"detail\":\"no\"}");
    }

    private static List<Fault> traces(Expected expected, List<SeenEvent> events, List<SeenEntry> entries) {
        return StepRules.traces(expected, events, entries, Given.ORGANIZATION);
    }
}
