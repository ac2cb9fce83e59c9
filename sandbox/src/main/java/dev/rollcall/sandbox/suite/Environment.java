package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.infra.Credentials;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each service is told: environment variables, and nothing else. */
record Environment(Settings settings, Keys keys, Credentials database, Secrets.Owner owner) {

    /** The variables of one service; a secret reaches only the service that needs it. */
    Map<String, String> of(Service service) {
        Map<String, String> variables = new LinkedHashMap<>();
        addresses(variables);
        variables.put("QUARKUS_PROFILE", "sandbox");
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        variables.put("ROLLCALL_SERVICE_KEY", keys.privateKey(service).toString());
        variables.put("ROLLCALL_TRUST", keys.trust().toString());
        service.schema().ifPresent(schema -> {
            variables.put(
                    "ROLLCALL_DB_URL",
                    "jdbc:postgresql://localhost:" + settings.postgresPort() + "/rollcall?currentSchema="
                            + schema.schemaName());
            variables.put("ROLLCALL_DB_USER", schema.role());
            variables.put("ROLLCALL_DB_PASSWORD", database.password(schema.role()));
        });
        if (service == Service.MEMBERSHIP) {
            variables.put("ROLLCALL_DNS", "127.0.0.1:" + settings.dnsPort());
        }
        if (service == Service.SSO || service == Service.MEMBERSHIP) {
            variables.put("ROLLCALL_MASTER_KEY", keys.masterKey().toString());
            // The port is among the addresses.
            variables.put("ROLLCALL_SMTP_HOST", "127.0.0.1");
            variables.put("ROLLCALL_SMTP_STARTTLS", "DISABLED");
            variables.put("ROLLCALL_MAIL_FROM", "Rollcall <rollcall@localhost.localdomain>");
        }
        if (service == Service.AUDIT) {
            variables.put("ROLLCALL_AUDIT_LOG_KEY", keys.logKey().toString());
        }
        if (service == Service.SSO) {
            variables.put("ROLLCALL_OWNER_EMAIL", owner.email());
            variables.put("ROLLCALL_OWNER_PASSWORD", owner.password());
        }
        // glibc gives every thread an arena of its own; two are enough and save tens of megabytes in each JVM.
        variables.put("MALLOC_ARENA_MAX", "2");
        return variables;
    }

    private void addresses(Map<String, String> variables) {
        settings.ports().forEach((variable, port) -> variables.put(variable, String.valueOf(port)));
        variables.put("ROLLCALL_KAFKA", "localhost:" + settings.kafkaPort());
        variables.put("ROLLCALL_ISSUER", settings.url(Service.SSO));
        variables.put("ROLLCALL_ACCESS_TOKEN_KEYS", settings.url(Service.SSO) + "/.well-known/jwks.json");
        for (Service other : Service.values()) {
            variables.put("ROLLCALL_" + other.name() + "_URL", settings.url(other));
        }
    }
}
