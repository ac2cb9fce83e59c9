package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.infra.Schema;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The four services, as processes: module, port, schema. */
public enum Service {
    SCIM("scim-endpoint", 8081, null),
    SSO("sso-gateway", 8082, Schema.SSO),
    MEMBERSHIP("membership-service", 8083, Schema.MEMBERSHIP),
    AUDIT("audit-service", 8084, Schema.AUDIT);

    private final String module;
    private final int defaultPort;
    private final @Nullable Schema schema;

    Service(String module, int defaultPort, @Nullable Schema schema) {
        this.module = module;
        this.defaultPort = defaultPort;
        this.schema = schema;
    }

    /** Folder, artifact and service name in one: {@code membership-service}. */
    public String module() {
        return module;
    }

    /** The short name in {@code sandbox.json}: {@code membership}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** The schema it owns; absent for one that stores nothing. */
    public Optional<Schema> schema() {
        return Optional.ofNullable(schema);
    }

    /** The variable that moves its HTTP port. */
    public String portVariable() {
        return "ROLLCALL_" + name() + "_PORT";
    }

    /** The variable that moves its management port (health, metrics). */
    public String managementPortVariable() {
        return "ROLLCALL_" + name() + "_MANAGEMENT_PORT";
    }

    /** Finds a service by its short or its full name. */
    public static Optional<Service> named(String name) {
        return Arrays.stream(values())
                .filter(service -> service.shortName().equals(name) || service.module.equals(name))
                .findFirst();
    }
}
