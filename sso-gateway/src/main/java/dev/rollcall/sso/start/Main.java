package dev.rollcall.sso.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks for what nobody can start without, before the framework does and names a property that no operator has ever seen. */
@QuarkusMain
public final class Main {
    private static final Map<String, String> REQUIRED = new LinkedHashMap<>();

    static {
        REQUIRED.put("ROLLCALL_ISSUER", "the public URL of this service");
        REQUIRED.put("ROLLCALL_ACCESS_TOKEN_KEYS", "that URL with /.well-known/jwks.json at its end");
        REQUIRED.put("ROLLCALL_DB_URL", "the JDBC URL of the database, with ?currentSchema=sso");
        REQUIRED.put("ROLLCALL_DB_USER", "the database role that owns schema sso");
        REQUIRED.put("ROLLCALL_DB_PASSWORD", "that role's password");
        REQUIRED.put("ROLLCALL_KAFKA", "Kafka's bootstrap servers");
        REQUIRED.put("ROLLCALL_MASTER_KEY", "a file with a line of id:base64(32 random bytes)");
        REQUIRED.put("ROLLCALL_SERVICE_KEY", "a file with this service's private key, PKCS#8 in PEM");
        REQUIRED.put("ROLLCALL_TRUST", "a directory with the other services' public keys");
        REQUIRED.put("ROLLCALL_MEMBERSHIP_URL", "where membership-service answers");
    }

    private Main() {}

    /** @param args for Quarkus; it needs none */
    public static void main(String... args) {
        REQUIRED.forEach((variable, meaning) -> {
            if (System.getenv(variable) == null && System.getProperty(variable) == null) {
                System.err.println(
                        "sso-gateway does not start: " + variable + " is not set. It names " + meaning + ".");
                System.exit(1);
            }
        });
        Quarkus.run(args);
    }
}
