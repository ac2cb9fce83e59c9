package dev.rollcall.audit.checkpoint;

import dev.rollcall.transparencylog.LogRefusal;
import dev.rollcall.transparencylog.note.SignatureType;
import dev.rollcall.transparencylog.note.SignedNote;
import dev.rollcall.transparencylog.note.SignerKey;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The key that signs checkpoints. Its name is the log's origin, for ever: another name is another log. */
@Startup
@ApplicationScoped
public class LogKey {
    private static final Logger LOG = Logger.getLogger(LogKey.class);

    private final SignerKey key;

    LogKey(@ConfigProperty(name = "rollcall.audit.log-key") Path file) {
        key = read(file);
        LOG.infof("Checkpoints of this log verify with %s", key.verifier().encode());
    }

    String origin() {
        return key.verifier().name();
    }

    SignedNote sign(String text) {
        return SignedNote.sign(text, key);
    }

    private static SignerKey read(Path file) {
        String form = "one line PRIVATE+KEY+<name of the log>+<key id>+<base64>, an Ed25519 key of a signed note";
        try {
            SignerKey key = SignerKey.parse(Files.readString(file).strip());
            if (key.verifier().type() != SignatureType.ED25519) {
                throw new IllegalArgumentException(
                        "ROLLCALL_AUDIT_LOG_KEY: a witness's key is no log's; the file has " + form + ".");
            }
            return key;
        } catch (LogRefusal refusal) {
            throw new IllegalArgumentException(
                    "ROLLCALL_AUDIT_LOG_KEY: " + refusal.getMessage() + " The file has " + form + ".");
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "ROLLCALL_AUDIT_LOG_KEY names " + file + ", which cannot be read; it has " + form + ".", e);
        }
    }
}
