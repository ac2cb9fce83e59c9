package dev.rollcall.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.kit.secret.MasterKeys.Sealed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {
    private static final byte[] SECRET = "a private key".getBytes(StandardCharsets.UTF_8);
    private final String january = line("january");
    private final String february = line("february");

    private static String line(String id) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return id + ":" + Base64.getEncoder().encodeToString(random);
    }

    @Test
    void whatIsSealedOpensAgainAndIsNotReadableMeanwhile() {
        // given
        MasterKeys keys = MasterKeys.of(List.of(january));

        // when
        Sealed sealed = keys.seal(SECRET, "signing_key:1");

        // then
        assertThat(sealed.keyId()).isEqualTo("january");
        assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("private");
        assertThat(keys.open(sealed, "signing_key:1")).isEqualTo(SECRET);
        assertThat(keys.seal(SECRET, "signing_key:1").bytes()).isNotEqualTo(sealed.bytes());
    }

    @Test
    void aNewFirstLineSealsFromNowOnAndTheOldOneStillOpens() {
        // given
        Sealed old = MasterKeys.of(List.of(january)).seal(SECRET, "row");

        // when
        MasterKeys rotated = MasterKeys.of(List.of(february, january));

        // then
        assertThat(rotated.open(old, "row")).isEqualTo(SECRET);
        assertThat(rotated.seal(SECRET, "row").keyId()).isEqualTo("february");
        assertThatThrownBy(() -> MasterKeys.of(List.of(february)).open(old, "row"))
                .hasMessageContaining("no key 'january'");
    }

    @Test
    void aSecretMovedToAnotherRowOrChangedDoesNotOpen() {
        // given
        MasterKeys keys = MasterKeys.of(List.of(january));
        Sealed sealed = keys.seal(SECRET, "signing_key:1");
        byte[] changed = sealed.bytes().clone();
        changed[changed.length - 1] ^= 1;

        // then
        assertThatThrownBy(() -> keys.open(sealed, "signing_key:2")).hasMessageContaining("does not open");
        assertThatThrownBy(() -> keys.open(new Sealed("january", changed), "signing_key:1"))
                .hasMessageContaining("does not open");
        assertThatThrownBy(() -> keys.open(new Sealed("january", new byte[3]), "signing_key:1"))
                .hasMessageContaining("does not open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no colon",
                ":MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "short:MDEyMw==",
                "base64:***",
                // 32 bytes of zero: what somebody put in to make it start
                "zero:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void aFileThatHoldsNoKeyIsRefusedWithTheVariablesName(String line) {
        assertThatThrownBy(() -> MasterKeys.of(List.of(line))).hasMessageContaining("ROLLCALL_MASTER_KEY");
    }

    @Test
    void twoKeysOfOneIdAndAMissingFileAreRefused() {
        assertThatThrownBy(() -> MasterKeys.of(List.of(january, line("january"))))
                .hasMessageContaining("an id of its own");
        assertThatThrownBy(() -> MasterKeys.read(Path.of("/nowhere/master.key")))
                .hasMessageContaining("ROLLCALL_MASTER_KEY names /nowhere/master.key");
    }
}
