package dev.rollcall.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.sandbox.seed.AdminApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * An organization that takes load, with a connection of its own.
 *
 * @param name of the organization and of its connection
 * @param organizationId UUID
 * @param connectionId UUID
 * @param scimToken the connection's token; a secret of this machine's sandbox
 */
public record BenchOrganization(String name, String organizationId, String connectionId, String scimToken) {
    /** The one that holds exactly as many users as were asked for: nothing is created in it while something is measured. */
    public static final String STOCK = "bench";
    /** The one in which measurements create users; it grows with every run. */
    public static final String NEWCOMERS = "bench-new";

    static final String DOMAIN_END = ".example";
    /** Requests per second: the highest that can be set, so that requests are counted and none is refused. */
    private static final int RATE_LIMIT = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Finds it, or makes it over the admin API as an operator would; seats are unlimited unless asked for. */
    public static BenchOrganization ensure(RunningSuite suite, String name) throws IOException {
        AdminApi api = new AdminApi(suite.file().adminToken());
        String base = suite.membership() + "/v2";
        String organizationId = api.find(base + "/orgs/" + name)
                .orElseGet(() -> api.post(base + "/orgs", Map.of("name", name, "displayName", "Benchmarks")))
                .required("id")
                .asText();
        String domain = name + DOMAIN_END;
        if (named(api.require(base + "/orgs/" + name + "/domains").path("domains"), domain)
                .isEmpty()) {
            api.post(base + "/orgs/" + name + "/domains", Map.of("name", domain, "verifiedBy", "OPERATOR"));
        }
        String connectionId = named(
                        api.require(base + "/connections?organization=" + name).path("connections"), name)
                .orElseGet(() -> api.post(base + "/connections", connection(name)))
                .required("id")
                .asText();
        Path file = suite.home().directory().resolve(name + ".json");
        Optional<BenchOrganization> kept = read(file);
        if (kept.isPresent()
                && name.equals(kept.get().name())
                && kept.get().connectionId().equals(connectionId)) {
            return kept.get();
        }
        String token = api.post(
                        base + "/connections/" + connectionId + "/scim-tokens",
                        Map.of("label", "benchmarks", "graceSeconds", 0))
                .required("token")
                .asText();
        BenchOrganization made = new BenchOrganization(name, organizationId, connectionId, token);
        made.write(file);
        return made;
    }

    /** The domain of its users' names, verified. */
    public String domain() {
        return name + DOMAIN_END;
    }

    private static Map<String, Object> connection(String name) {
        return Map.of(
                "name",
                name,
                "protocol",
                "SAML",
                "organization",
                name,
                "domains",
                List.of(name + DOMAIN_END),
                "dialect",
                "ENTRA",
                "scimEnabled",
                true,
                "rateLimit",
                RATE_LIMIT,
                "deprovisioningPercent",
                0);
    }

    private static Optional<JsonNode> named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(entry -> name.equals(entry.path("name").asText()))
                .findFirst();
    }

    private static Optional<BenchOrganization> read(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(JSON.readValue(file.toFile(), BenchOrganization.class))
                : Optional.empty();
    }

    private void write(Path file) throws IOException {
        Path beside = file.resolveSibling(name + ".json.new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, JSON.writeValueAsString(this) + "\n");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return name + " (" + organizationId + ")";
    }
}
