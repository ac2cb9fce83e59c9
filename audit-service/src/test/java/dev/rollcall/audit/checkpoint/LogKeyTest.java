package dev.rollcall.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.transparencylog.note.SignatureType;
import dev.rollcall.transparencylog.note.SignerKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyTest {
    @TempDir
    Path folder;

    @Test
    void theKeysNameIsTheLogsOrigin() throws Exception {
        SignerKey key = SignerKey.generate("log.example/audit", SignatureType.ED25519, new SecureRandom());

        LogKey read = new LogKey(Files.writeString(folder.resolve("key"), key.encode() + "\n"));

        assertThat(read.origin()).isEqualTo("log.example/audit");
    }

    @Test
    void whatIsNoKeyIsRefusedAtTheStartWithoutBeingShown() throws Exception {
        String key = SignerKey.generate("log.example", SignatureType.ED25519, new SecureRandom())
                .encode();
        String witness = SignerKey.generate("log.example", SignatureType.COSIGNATURE, new SecureRandom())
                .encode();
        for (String text :
                new String[] {"", "hunter2", key + "A", key.replace("log.example", "another.example"), witness}) {
            Path file = Files.writeString(folder.resolve("key"), text);
            assertThatThrownBy(() -> new LogKey(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("ROLLCALL_AUDIT_LOG_KEY")
                    .hasMessageNotContaining("hunter2")
                    .hasMessageNotContaining(key.substring(key.length() - 40));
        }
        assertThatThrownBy(() -> new LogKey(folder.resolve("nowhere")))
                .hasMessageContaining("nowhere, which cannot be read");
    }
}
