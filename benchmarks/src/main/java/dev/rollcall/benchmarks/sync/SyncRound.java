package dev.rollcall.benchmarks.sync;

/**
 * One full sync and its repetition.
 *
 * @param people how many
 * @param firstSeconds look-ups, creates and groups of people who are new
 * @param secondSeconds look-ups and the same again, which writes nothing and emits no event; a round in which it does is no result
 * @param floorSeconds the floor's time for as many inserts of two rows as there are people
 * @param generatorShare the generator's own part of all cores during the first pass, 0 to 1
 */
public record SyncRound(
        int people, double firstSeconds, double secondSeconds, double floorSeconds, double generatorShare) {
    /** The ratio to reach in the end. */
    public static final double TARGET = 0.20;

    /** Both passes against the floor. */
    public double ratio() {
        return floorSeconds / (firstSeconds + secondSeconds);
    }

    /** The first pass alone. */
    public double firstRatio() {
        return floorSeconds / firstSeconds;
    }
}
