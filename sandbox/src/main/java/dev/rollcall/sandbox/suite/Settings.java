package dev.rollcall.sandbox.suite;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which ports the suite uses: the defaults, each moved by one variable.
 *
 * @param ports port by the variable that sets it, in the order in which they are reported
 */
public record Settings(Map<String, Integer> ports) {
    static final String POSTGRES_PORT = "ROLLCALL_POSTGRES_PORT";
    static final String KAFKA_PORT = "ROLLCALL_KAFKA_PORT";
    static final String DNS_PORT = "ROLLCALL_DNS_PORT";
    static final String SMTP_PORT = "ROLLCALL_SMTP_PORT";
    static final String MAIL_PORT = "ROLLCALL_MAIL_PORT";
    static final String KEYCLOAK_PORT = "ROLLCALL_KEYCLOAK_PORT";
    private static final int MANAGEMENT_OFFSET = 1000; // 8081 and 9081: one can tell which belong together
    private static final int PORT_MAX = 65535;

    /**
     * Reads them.
     *
     * @throws SandboxFailure when a variable holds no port, or two name the same
     */
    public static Settings of(Map<String, String> environment) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            int port = port(environment, service.portVariable(), service.defaultPort());
            ports.put(service.portVariable(), port);
            ports.put(
                    service.managementPortVariable(),
                    port(environment, service.managementPortVariable(), port + MANAGEMENT_OFFSET));
        }
        ports.put(POSTGRES_PORT, port(environment, POSTGRES_PORT, 5433));
        ports.put(KAFKA_PORT, port(environment, KAFKA_PORT, 9093));
        ports.put(DNS_PORT, port(environment, DNS_PORT, 8053));
        ports.put(SMTP_PORT, port(environment, SMTP_PORT, 2525));
        ports.put(MAIL_PORT, port(environment, MAIL_PORT, 8025));
        ports.put(KEYCLOAK_PORT, port(environment, KEYCLOAK_PORT, 8180));
        requireDistinct(ports);
        return new Settings(ports);
    }

    private static int port(Map<String, String> environment, String variable, int otherwise) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 1 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new SandboxFailure(variable + "='" + value + "' is no port: give a number from 1 to " + PORT_MAX);
    }

    private static void requireDistinct(Map<String, Integer> ports) {
        Map<Integer, String> seen = new LinkedHashMap<>();
        ports.forEach((variable, port) -> {
            String other = seen.putIfAbsent(port, variable);
            if (other != null) {
                throw new SandboxFailure(
                        other + " and " + variable + " are both " + port + ": set one of them to a free port");
            }
        });
    }

    public int port(Service service) {
        return require(service.portVariable());
    }

    public int managementPort(Service service) {
        return require(service.managementPortVariable());
    }

    public int postgresPort() {
        return require(POSTGRES_PORT);
    }

    public int kafkaPort() {
        return require(KAFKA_PORT);
    }

    /** UDP. */
    public int dnsPort() {
        return require(DNS_PORT);
    }

    /** Where the mail sink takes mails. */
    public int smtpPort() {
        return require(SMTP_PORT);
    }

    /** Where the mail sink shows them. */
    public int mailPort() {
        return require(MAIL_PORT);
    }

    /** Used only with {@code up --idp}. */
    public int keycloakPort() {
        return require(KEYCLOAK_PORT);
    }

    /** Of the identity provider. */
    public String keycloakUrl() {
        return "http://localhost:" + keycloakPort();
    }

    /** The address that browsers and programs use; localhost by name, because cookies without TLS are trusted only there. */
    public String url(Service service) {
        return "http://localhost:" + port(service);
    }

    private int require(String variable) {
        Integer port = ports.get(variable);
        if (port == null) {
            throw new IllegalStateException("no port for " + variable);
        }
        return port;
    }
}
