package dev.rollcall.sso.trace;

import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.identity.ProvenIdentity.Protocol;
import dev.rollcall.sso.trace.TraceBody.Decision;
import dev.rollcall.sso.trace.TraceBody.Reading;
import dev.rollcall.sso.trace.TraceBody.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records what one request of a flow does; not thread-safe. A flow spans several requests, and what they record is joined. */
public final class FlowTrace {
    private final UUID flow;
    private final String mnemonic;
    private final Protocol protocol;
    private final UUID connectionId;
    private final boolean test;
    private final Clock clock;
    private final Instant began;
    private final List<Step> steps = new ArrayList<>();
    private Map<String, List<String>> attributes = Map.of();
    private List<Reading> readings = List.of();
    private FlowOutcome outcome = FlowOutcome.BEGUN;
    private @Nullable String code;
    private @Nullable String expected;
    private @Nullable String received;
    private @Nullable String setting;
    private @Nullable String person;
    private @Nullable Decision decision;

    FlowTrace(UUID flow, String mnemonic, Protocol protocol, UUID connectionId, boolean test, Clock clock) {
        this.flow = flow;
        this.mnemonic = mnemonic;
        this.protocol = protocol;
        this.connectionId = connectionId;
        this.test = test;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** What the person is shown, and quotes to their administrator. */
    public String mnemonic() {
        return mnemonic;
    }

    /**
     * Something that was done or found.
     *
     * @param name a few words, as in {@code signature verified}
     * @param detail a sentence for owners; no secret and no message in it. Cut when too long
     */
    public void step(String name, String detail) {
        if (steps.size() < BoundRules.STEPS_MAX) {
            steps.add(new Step(clock.instant(), BoundRules.text(name), BoundRules.text(detail)));
        }
    }

    /** What the identity provider sent, by name; cut when too much. The raw message never comes here (R-JIT-19). */
    public void received(Map<String, List<String>> sent) {
        attributes = BoundRules.attributes(sent, test);
    }

    /** What was received, and how each of it was read (R-SSO-17). */
    public void read(ProvenIdentity identity) {
        received(identity.attributes());
        readings = Readings.of(identity);
        String email = identity.email();
        person = BoundRules.text(email == null ? identity.subject() : email);
    }

    /**
     * A check failed, and the flow with it. The first failure counts.
     *
     * @param failure the check's code, as in {@code audience_mismatch}
     * @param wanted what would have passed; null when that says nothing
     * @param met what was there instead, as it came
     * @param remedy the setting to change, here or at the identity provider; null when none would help
     */
    public void failed(String failure, @Nullable String wanted, @Nullable String met, @Nullable String remedy) {
        if (outcome == FlowOutcome.FAILED) {
            return;
        }
        outcome = FlowOutcome.FAILED;
        code = BoundRules.text(failure);
        expected = bounded(wanted);
        received = bounded(met);
        setting = bounded(remedy);
        step("failed", failure + (wanted == null ? "" : ": expected " + wanted) + (met == null ? "" : ", met " + met));
    }

    /** What membership-service answered. */
    public void decided(SignInAnswer answer) {
        switch (answer) {
            case SignInAnswer.Granted granted -> {
                outcome = FlowOutcome.GRANTED;
                decision = decision(answer, null, null, granted.effects());
            }
            case SignInAnswer.Foreseen foreseen -> {
                outcome = FlowOutcome.FORESEEN;
                decision = decision(answer, null, null, foreseen.effects());
            }
            case SignInAnswer.Denied denied -> {
                outcome = FlowOutcome.DENIED;
                code = denied.refusal().name();
                setting = bounded(denied.setting());
                decision = decision(answer, denied.title(), denied.detail(), List.of());
            }
        }
        step("decided", "Row " + answer.row().number() + " of the table: " + outcome);
    }

    private static Decision decision(
            SignInAnswer answer,
            @Nullable String title,
            @Nullable String detail,
            List<dev.rollcall.contract.signin.SignInEffect> effects) {
        return new Decision(answer.row().number(), answer.row(), title, detail, effects, answer.notes());
    }

    private static @Nullable String bounded(@Nullable String text) {
        return text == null ? null : BoundRules.text(text);
    }

    /** Everything so far. */
    StoredTrace stored() {
        boolean over = outcome != FlowOutcome.BEGUN;
        return new StoredTrace(
                flow,
                mnemonic,
                connectionId,
                protocol,
                test,
                began,
                over ? clock.instant() : null,
                outcome,
                code,
                person,
                new TraceBody(List.copyOf(steps), attributes, readings, expected, received, setting, decision));
    }
}
