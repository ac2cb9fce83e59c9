package dev.rollcall.sso.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message of {@code src/test/resources/saml}: those below {@code accepted} are, those below {@code refused/REASON} are refused for that
 * reason, and every reason has a message. Which attack a message is says its {@code case.properties}.
 *
 * <p>R-NEG-1, R-NEG-2, R-NEG-3, R-NEG-4, R-NEG-5, R-NEG-6, R-NEG-7, R-NEG-8, R-NEG-9, R-NEG-10, R-NEG-11, R-NEG-12, R-NEG-13, R-NEG-14,
 * R-NEG-15, R-NEG-16, R-NEG-17, R-NEG-18, R-NEG-19, R-NEG-20, R-NEG-21, R-NEG-22, R-NEG-23, R-NEG-24, R-NEG-25, R-NEG-26, R-NEG-27, R-NEG-28,
 * R-NEG-29, R-NEG-30, R-NEG-31, R-NEG-32, R-NEG-33, R-NEG-34, R-NEG-35, R-NEG-36, R-NEG-37, R-NEG-38, R-NEG-39, R-NEG-40, R-NEG-42, R-NEG-43,
 * R-NEG-44, R-NEG-45, R-NEG-77, R-NEG-89, R-SSO-5, R-SSO-6, R-SSO-8.
 */
class SamlCorpusTest {
    static List<SamlCase> all() throws IOException {
        return SamlCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void theMessageIsJudgedAsItsFolderSays(SamlCase message) {
        SamlVerdict verdict = SamlResponses.validate(message.posted(), message.connection(), message.request());

        switch (verdict) {
            case SamlVerdict.Accepted accepted -> {
                assertThat(message.folder().getParent().getFileName())
                        .as(accepted.toString())
                        .hasToString("accepted");
                assertThat(accepted.identity().subject()).isEqualTo(message.get("subject", "sam@acme.test"));
                assertThat(accepted.identity().email())
                        .isEqualTo(message.get("email", accepted.identity().subject()));
            }
            case SamlVerdict.Refused refused -> {
                assertThat(message.folder().getParent().getFileName())
                        .as(refused.toString())
                        .hasToString(folder(refused.why()));
                assertSaid(refused.expected(), message.get("expected", null));
                assertSaid(refused.received(), message.get("received", null));
            }
        }
    }

    private static void assertSaid(String said, String wanted) {
        if (wanted != null) {
            assertThat(said).contains(wanted);
        }
    }

    @Test
    void everyReasonHasAMessageAndEveryFolderIsAReason() throws IOException {
        try (Stream<Path> folders = Files.list(SamlCase.CORPUS.resolve("refused"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(SamlRefusal.values())
                            .map(SamlCorpusTest::folder)
                            .toList());
        }
    }

    @Test
    void everyFolderIsRun() throws IOException {
        try (Stream<Path> files = Files.walk(SamlCase.CORPUS)) {
            List<Path> innermost = files.filter(Files::isDirectory)
                    .filter(folder -> folder.getNameCount() > SamlCase.CORPUS.getNameCount() + 1)
                    .filter(folder -> !folder.getParent().endsWith("refused"))
                    .toList();
            assertThat(SamlCase.all()).extracting(SamlCase::folder).containsExactlyInAnyOrderElementsOf(innermost);
        }
    }

    private static String folder(SamlRefusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
