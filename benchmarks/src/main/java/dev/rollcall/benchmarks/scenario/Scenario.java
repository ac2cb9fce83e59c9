package dev.rollcall.benchmarks.scenario;

/** A rate that is compared with a floor. */
public enum Scenario {
    S1("POST /Users", Floor.TWO_INSERTS, 0.15, 0.25),
    S2("GET /Users/{id}", Floor.KEY_READ, 0.12, 0.20),
    S3("GET /Users?filter=userName eq", Floor.KEY_READ, 0.10, 0.18),
    S4("PATCH active", Floor.TWO_INSERTS, 0.12, 0.22);

    /** What the job could cost at least. */
    public enum Floor {
        /** Plain JDBC, prepared: a row of 300 bytes and one of 500 in one transaction. */
        TWO_INSERTS,
        /** Plain JDBC, prepared: one row by primary key out of 100,000. */
        KEY_READ
    }

    private final String title;
    private final Floor floor;
    private final double firstTarget;
    private final double secondTarget;

    Scenario(String title, Floor floor, double firstTarget, double secondTarget) {
        this.title = title;
        this.floor = floor;
        this.firstTarget = firstTarget;
        this.secondTarget = secondTarget;
    }

    /** What it asks. */
    public String title() {
        return title;
    }

    public Floor floor() {
        return floor;
    }

    /** The ratio to reach first. */
    public double firstTarget() {
        return firstTarget;
    }

    /** The ratio to reach in the end. */
    public double secondTarget() {
        return secondTarget;
    }
}
