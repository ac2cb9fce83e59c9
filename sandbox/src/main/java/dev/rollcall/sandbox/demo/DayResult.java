package dev.rollcall.sandbox.demo;

import java.util.List;

/**
 * What became of a day.
 *
 * @param steps those that were played, with what the first look at each saw
 * @param events how many different ones they led to
 * @param entries how many audit entries these became
 * @param repeats records that came a second time, which the topics allow and readers drop
 * @param ranges which numbers the entries took, by organization
 * @param faults what only the end of the day shows: late or lost ones, gaps, doubles, wrong order
 */
public record DayResult(
        String run,
        List<StepResult> steps,
        int events,
        int entries,
        int repeats,
        List<Range> ranges,
        List<Fault> faults) {

    /**
     * Numbers of the audit entries of one scope.
     *
     * @param organization name, or {@code platform}
     * @param ofTheDay how many of them this day caused
     */
    public record Range(String organization, long first, long last, int ofTheDay) {}

    public long failedSteps() {
        return steps.stream().filter(step -> !step.ok()).count();
    }

    public boolean ok() {
        return faults.isEmpty() && failedSteps() == 0;
    }
}
