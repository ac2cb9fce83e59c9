package dev.rollcall.kit;

import dev.rollcall.sandbox.client.Infra;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Real PostgreSQL and Kafka, fresh keys and the settings of the sandbox for one service's {@code @QuarkusTest}. The argument
 * {@code schema} names the service's database schema; without it the service has no database.
 */
public final class InfraTestResource implements QuarkusTestResourceLifecycleManager {
    /** Where the keys of this run are; {@link TestTokens} signs with them. */
    static final Path KEYS = Path.of("target", "test-keys").toAbsolutePath();

    private static @Nullable Infra running;
    private @Nullable String schema;

    /** The infrastructure of this test run, for faults and direct looks. */
    public static Infra infra() {
        if (running == null) {
            throw new IllegalStateException("Add @QuarkusTestResource(InfraTestResource.class) to the test");
        }
        return running;
    }

    @Override
    public void init(Map<String, String> arguments) {
        schema = arguments.get("schema");
    }

    @Override
    public Map<String, String> start() {
        Infra infra = Infra.start(Path.of("target", "infra"));
        running = infra;
        TestKeys.write(KEYS);
        Map<String, String> settings = new HashMap<>();
        settings.put("ROLLCALL_KAFKA", infra.kafkaBootstrapServers());
        settings.put("ROLLCALL_DNS", infra.dnsServer());
        settings.put("ROLLCALL_SMTP_HOST", "127.0.0.1");
        settings.put("ROLLCALL_SMTP_PORT", String.valueOf(infra.smtpPort()));
        settings.put("ROLLCALL_SMTP_STARTTLS", "DISABLED");
        settings.put("ROLLCALL_MAIL_FROM", "rollcall@rollcall.test");
        settings.put("ROLLCALL_TRUST", KEYS.resolve("trust").toString());
        settings.put("ROLLCALL_ISSUER", "http://localhost:8082");
        settings.put(
                "ROLLCALL_ACCESS_TOKEN_KEYS",
                KEYS.resolve("access.jwks.json").toUri().toString());
        // Quarkus makes a key of its own for tests and prefers it to the location: NONE stands for "no key"
        // (MicroProfile JWT).
        settings.put("mp.jwt.verify.publickey", "NONE");
        settings.put("ROLLCALL_MASTER_KEY", KEYS.resolve("master.key").toString());
        settings.put(
                "ROLLCALL_SERVICE_KEY", KEYS.resolve(serviceName() + ".key.pem").toString());
        settings.put("ROLLCALL_SCIM_URL", "http://localhost:8081");
        settings.put("ROLLCALL_SSO_URL", "http://localhost:8082");
        settings.put("ROLLCALL_MEMBERSHIP_URL", "http://localhost:8083");
        settings.put("ROLLCALL_AUDIT_URL", "http://localhost:8084");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        if (schema != null) {
            settings.put("ROLLCALL_DB_URL", infra.jdbcUrl(schema));
            settings.put("ROLLCALL_DB_USER", infra.user(schema));
            settings.put("ROLLCALL_DB_PASSWORD", infra.password(schema));
        }
        return settings;
    }

    @Override
    public void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** The module under test is the working directory of its tests. */
    private static String serviceName() {
        return Path.of("").toAbsolutePath().getFileName().toString();
    }
}
