package dev.rollcall.sso.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.sso.identity.ProvenIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that are accepted, and messages that are turned down in folders named after the reason: each for that one reason, and no reason
 * without a message. Every message is a good one but for what its file says, so that nothing else can be the reason. Which attack a message
 * is says its file.
 *
 * <p>R-NEG-49, R-NEG-50, R-NEG-51, R-NEG-52, R-NEG-53, R-NEG-54, R-NEG-55, R-NEG-56, R-NEG-57, R-NEG-58, R-NEG-59, R-NEG-60, R-NEG-61,
 * R-NEG-62, R-NEG-63, R-NEG-64, R-NEG-75, R-NEG-77, R-NEG-79, R-NEG-84, R-NEG-85, R-NEG-89, R-NEG-90, R-SSO-2, R-SSO-7, R-SSO-10, R-GRP-10,
 * R-GRP-14, R-ROLE-2, R-ROLE-4, R-JIT-10, R-NFR-4.
 */
class OidcCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/oidc");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> refused() {
        return files(CORPUS.resolve("refused"));
    }

    static Stream<Path> accepted() {
        return files(CORPUS.resolve("accepted"));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OidcCase read(Path file) throws IOException {
        return new OidcCase(JSON.readTree(file.toFile()));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRefusedMessageIsRefusedForTheReasonOfItsFolder(Path file) throws IOException {
        OidcCase message = read(file);
        switch (message.verdict()) {
            case Verdict.Accepted<?> accepted -> fail("accepted as " + accepted.value());
            case Verdict.TurnedDown<?> no -> {
                assertThat(no.objection().why().code()).as("%s", no.objection()).isEqualTo(folder(file));
                assertThat(no.objection().expected())
                        .contains(message.file().path("expected").asText());
                assertThat(no.objection().received())
                        .contains(message.file().path("received").asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void anAcceptedMessageIsAcceptedAndReadAsItsFileSays(Path file) throws IOException {
        OidcCase message = read(file);
        switch (message.verdict()) {
            case Verdict.TurnedDown<?> no -> fail(no.objection().toString());
            case Verdict.Accepted<?> accepted ->
                assertThat(read(accepted.value()))
                        .containsAllEntriesOf(awaited(message.file().path("identity")));
        }
    }

    @Test
    void eachReasonHasAMessageAndEachFolderIsAReason() {
        List<String> reasons =
                Arrays.stream(OidcRefusal.values()).map(OidcRefusal::code).toList();

        assertThat(refused().map(OidcCorpusTest::folder).distinct()).containsExactlyInAnyOrderElementsOf(reasons);
    }

    @Test
    void theReasonsOfALostFlowHaveTheSameAdvice() {
        assertThat(Arrays.stream(OidcRefusal.values()).filter(OidcRefusal::lost))
                .containsExactlyInAnyOrder(
                        OidcRefusal.STATE_MISSING,
                        OidcRefusal.STATE_UNKNOWN,
                        OidcRefusal.STATE_SPENT,
                        OidcRefusal.STATE_EXPIRED,
                        OidcRefusal.BROWSER_MISMATCH);
    }

    private static String folder(Path file) {
        return file.getParent()
                .getFileName()
                .toString()
                .toLowerCase(Locale.ROOT)
                .replace('-', '_');
    }

    private static Map<String, String> awaited(JsonNode members) {
        Map<String, String> awaited = new TreeMap<>();
        members.fields()
                .forEachRemaining(
                        member -> awaited.put(member.getKey(), member.getValue().asText("null")));
        return awaited;
    }

    /** By the names of its parts, as text; only those that files speak of. */
    private static Map<String, String> read(Object value) {
        if (!(value instanceof ProvenIdentity identity)) {
            return Map.of();
        }
        Map<String, String> read = new TreeMap<>();
        read.put("protocol", identity.protocol().name());
        read.put("issuer", identity.issuer());
        read.put("subject", identity.subject());
        read.put("email", String.valueOf(identity.email()));
        read.put("givenName", String.valueOf(identity.givenName()));
        read.put("familyName", String.valueOf(identity.familyName()));
        read.put("fullName", String.valueOf(identity.fullName()));
        read.put("role", String.valueOf(identity.role()));
        read.put("organization", String.valueOf(identity.organization()));
        read.put("team", String.valueOf(identity.team()));
        read.put("groups", String.valueOf(identity.groups()));
        read.put("sessionMinutes", String.valueOf(identity.sessionMinutes()));
        read.put("sessionIndex", String.valueOf(identity.sessionIndex()));
        read.put("authenticatedAt", identity.authenticatedAt().toString());
        read.put("attributes", identity.attributes().toString());
        return read;
    }
}
