package dev.rollcall.benchmarks.suite;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.suite.Home;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * The suite that is measured: the one that {@code ./rollcall up} started.
 *
 * @param root the checkout
 * @param home its directory
 * @param file how it describes itself
 */
public record RunningSuite(Path root, Home home, SandboxFile file) {

    /** The suite of this checkout, or of {@code ROLLCALL_HOME}. */
    public static RunningSuite find() throws IOException {
        Checkout checkout = Checkout.find();
        Home home = Home.of(System.getenv(), checkout.root());
        return new RunningSuite(checkout.root(), home, SandboxFile.read(home));
    }

    public URI scim() {
        return URI.create(service("scim"));
    }

    public URI sso() {
        return URI.create(service("sso"));
    }

    public String membership() {
        return service("membership");
    }

    public String audit() {
        return service("audit");
    }

    private String service(String name) {
        String url = file.services().get(name);
        if (url == null) {
            throw new IllegalStateException("sandbox.json names no service '" + name + "'");
        }
        return url;
    }

    /** A connection of the superuser, for the floors' own schema. */
    public Connection database() throws SQLException {
        SandboxFile.Database database = file.postgres();
        return DriverManager.getConnection(
                database.jdbcUrl() + "?prepareThreshold=1&ApplicationName=bench-floor",
                database.user(),
                database.password());
    }

    /** Every process of the suite by name; PostgreSQL and the supervisor, which holds the broker, included. */
    public Map<String, ProcessHandle> processes() throws IOException {
        return Status.processes(home);
    }

    /** What the benchmarks keep beside the suite's data. */
    public Path data() {
        return home.data().resolve("bench");
    }
}
