package dev.rollcall.sandbox.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step.
 *
 * @param number from 1
 * @param call as it was sent, with its values
 * @param expected with its values
 * @param answer null when there was none
 * @param events in the order in which they were seen, each once
 * @param entries of these events
 * @param faults empty when everything was as it must be
 */
public record StepResult(
        int number,
        Step step,
        Call call,
        Expected expected,
        @Nullable Answer answer,
        List<SeenEvent> events,
        List<SeenEntry> entries,
        List<Fault> faults) {

    public boolean ok() {
        return faults.isEmpty();
    }
}
