package dev.rollcall.sandbox.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void theOwnersPasswordAndTheTokensAreFoundAgain() throws Exception {
        // given
        Path file = folder.resolve("secrets.json");
        Secrets first = Secrets.load(file);
        first.scimTokens().put("connection", "rcs_token");
        first.store(file);

        // when
        Secrets again = Secrets.load(file);

        // then
        assertThat(again).isEqualTo(first);
        assertThat(again.owner().password()).hasSize(24);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAnEarlierVersionDidNotMakeIsMadeOnce() throws Exception {
        // given
        Path file = folder.resolve("secrets.json");
        Files.writeString(file, """
                {"owner": {"email": "owner@rollcall.example", "password": "kept"}, "scimTokens": {"connection": "rcs_token"}}
                """);

        // when
        Secrets first = Secrets.load(file);
        Secrets again = Secrets.load(file);

        // then
        assertThat(first.owner().password()).isEqualTo("kept");
        assertThat(first.idp().people()).containsOnlyKeys("alice@acme.example", "bob@acme.example");
        assertThat(again).isEqualTo(first);
    }
}
