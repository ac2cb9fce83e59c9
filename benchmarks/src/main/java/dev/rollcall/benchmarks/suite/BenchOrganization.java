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
 * The organization that takes the load, with a connection of its own.
 *
 * @param organizationId UUID
 * @param connectionId UUID
 * @param scimToken the connection's token; a secret of this machine's sandbox
 */
public record BenchOrganization(String organizationId, String connectionId, String scimToken) {
    public static final String NAME = "bench";
    public static final String DOMAIN = "bench.example";
    /** Requests per second: the highest that can be set, so that requests are counted and none is refused. */
    private static final int RATE_LIMIT = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Finds it, or makes it over the admin API as an operator would; seats are unlimited unless asked for. */
    public static BenchOrganization ensure(RunningSuite suite) throws IOException {
        AdminApi api = new AdminApi(suite.file().adminToken());
        String base = suite.membership() + "/v2";
        String organizationId = api.find(base + "/orgs/" + NAME)
                .orElseGet(() -> api.post(base + "/orgs", Map.of("name", NAME, "displayName", "Benchmarks")))
                .required("id")
                .asText();
        if (named(api.require(base + "/orgs/" + NAME + "/domains").path("domains"), DOMAIN)
                .isEmpty()) {
            api.post(base + "/orgs/" + NAME + "/domains", Map.of("name", DOMAIN, "verifiedBy", "OPERATOR"));
        }
        String connectionId = named(
                        api.require(base + "/connections?organization=" + NAME).path("connections"), NAME)
                .orElseGet(() -> api.post(base + "/connections", connection()))
                .required("id")
                .asText();
        Path file = suite.home().directory().resolve("bench.json");
        Optional<BenchOrganization> kept = read(file);
        if (kept.isPresent() && kept.get().connectionId().equals(connectionId)) {
            return kept.get();
        }
        String token = api.post(
                        base + "/connections/" + connectionId + "/scim-tokens",
                        Map.of("label", "benchmarks", "graceSeconds", 0))
                .required("token")
                .asText();
        BenchOrganization made = new BenchOrganization(organizationId, connectionId, token);
        made.write(file);
        return made;
    }

    private static Map<String, Object> connection() {
        return Map.of(
                "name",
                NAME,
                "protocol",
                "SAML",
                "organization",
                NAME,
                "domains",
                List.of(DOMAIN),
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
        Path beside = file.resolveSibling("bench.json.new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, JSON.writeValueAsString(this) + "\n");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return NAME + " (" + organizationId + ")";
    }
}
