package dev.rollcall.benchmarks.scenario;

import org.jspecify.annotations.Nullable;

/** A rate that is compared with a floor. */
public enum Scenario {
    S1("POST /Users", Floor.TWO_INSERTS, 16, 0.15, 0.25),
    S2("GET /Users/{id}", Floor.KEY_READ, 16, 0.12, 0.20),
    S3("GET /Users?filter=userName eq", Floor.KEY_READ, 16, 0.10, 0.18),
    S4("PATCH active", Floor.TWO_INSERTS, 16, 0.12, 0.22),
    S5("PATCH group, add one member", Floor.TWO_INSERTS, 16, null, 0.22),
    S6("GET /Users, pages of 100", Floor.PAGE_READ, 1, null, 0.30),
    L2("sign-in over SAML, without the IdP's part", Floor.TWO_INSERTS, 16, null, 0.25);

    /** What the job could cost at least. */
    public enum Floor {
        /** Plain JDBC, prepared: a row of 300 bytes and one of 500 in one transaction. */
        TWO_INSERTS,
        /** Plain JDBC, prepared: one row by primary key out of 100,000. */
        KEY_READ,
        /** Plain JDBC, prepared: the hundred rows that follow a primary key, out of 100,000. */
        PAGE_READ
    }

    private final String title;
    private final Floor floor;
    private final int connections;
    private final @Nullable Double firstTarget;
    private final double secondTarget;

    Scenario(String title, Floor floor, int connections, @Nullable Double firstTarget, double secondTarget) {
        this.title = title;
        this.floor = floor;
        this.connections = connections;
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

    /** Of either side. */
    public int connections() {
        return connections;
    }

    /** The ratio to reach first; null when there is only the one to reach in the end. */
    public @Nullable Double firstTarget() {
        return firstTarget;
    }

    /** The ratio to reach in the end. */
    public double secondTarget() {
        return secondTarget;
    }
}
