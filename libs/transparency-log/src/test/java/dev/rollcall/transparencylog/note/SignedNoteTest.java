package dev.rollcall.transparencylog.note;

import static dev.rollcall.transparencylog.LogRefusal.Reason.BAD_SIGNATURE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_KEY;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_NOTE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.TOO_LARGE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.UNSIGNED;
import static dev.rollcall.transparencylog.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.transparencylog.LogRefusal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-AUD-9: C2SP signed-note and tlog-cosignature, against keys, notes and checkpoints of others. */
class SignedNoteTest {
    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PETER_SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String BY_PETER =
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static final String BY_ENOCH =
            "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    /** A checkpoint of a CT log of transparency.dev, signed by the log twice and by four witnesses. */
    private static final String ARCHE = """
            arche2025h1.staging.ct.transparency.dev
            1432088532
            U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

            — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
            — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
            — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
            — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
            — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
            — witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
            """;

    private static final String ARCHE_KEY =
            "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
    private static final String REMORA_KEY = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

    /** The vector of signed-note. */
    @Test
    void theSpecificationsExampleVerifies() {
        VerifierKey key = VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        SignedNote note = SignedNote.parse("""
                This is an example message.

                — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
                """);

        assertThat(note.verify(List.of(key))).containsExactly(key);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(key.id()).isEqualTo(0x530d903a);
    }

    /** The vectors of golang.org/x/mod/sumdb/note. */
    @Test
    void whatGoSignsWeSignAlike() {
        SignerKey peter = SignerKey.parse(PETER_SECRET);

        assertThat(peter.verifier()).isEqualTo(VerifierKey.parse(PETER));
        assertThat(peter.encode()).isEqualTo(PETER_SECRET);
        assertThat(peter.verifier().encode()).isEqualTo(PETER);
        assertThat(SignedNote.sign(TEXT, peter).encode()).isEqualTo(TEXT + "\n" + BY_PETER);
        assertThat(peter).hasToString("PRIVATE+KEY+PeterNeumann");
    }

    /** A real tree head of the Go checksum database. */
    @Test
    void theGoChecksumDatabasesNoteVerifies() {
        VerifierKey key = VerifierKey.parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
        SignedNote note = SignedNote.parse("""
                go.sum database tree
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                — sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
                """);

        assertThat(note.verify(List.of(key))).containsExactly(key);
    }

    @Test
    void aRealCheckpointIsSignedByItsLogAndCosignedByItsWitness() {
        SignedNote note = SignedNote.parse(ARCHE);
        VerifierKey log = VerifierKey.parse(ARCHE_KEY);
        VerifierKey witness = VerifierKey.parse(REMORA_KEY);

        assertThat(note.encode()).isEqualTo(ARCHE);
        assertThat(note.verify(List.of(log))).containsExactly(log);
        assertThat(note.verify(List.of(witness, log))).containsExactly(log, witness);
        assertThat(Cosignature.of(note.signatures().get(4).bytes()).seconds()).isEqualTo(0x6a122120);
        assertThat(witness.encode()).isEqualTo(REMORA_KEY);
        SignedNote other = SignedNote.parse(ARCHE.replace("1432088532", "1432088533"));
        assertRefused(BAD_SIGNATURE, () -> other.verify(List.of(witness)));
        assertRefused(BAD_SIGNATURE, () -> other.verify(List.of(log)));
        SignedNote later = SignedNote.parse(ARCHE.replace("2net5wAAAABqEiEg", "2net5wAAAABqEiEh"));
        assertRefused(BAD_SIGNATURE, () -> later.verify(List.of(witness)));
        SignedNote never = SignedNote.parse(ARCHE.replace("2net5wAAAABqEiEg", "2net54AAAABqEiEg"));
        assertRefused(BAD_SIGNATURE, () -> never.verify(List.of(witness)));
    }

    /** tlog-cosignature, Ed25519 signed message. */
    @Test
    void aCosignatureIsOverTheSpecificationsMessage() {
        String checkpoint = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        assertThat(new String(Cosignature.message(checkpoint, 1679315147), StandardCharsets.UTF_8))
                .isEqualTo("cosignature/v1\ntime 1679315147\n" + checkpoint);

        SignerKey witness = SignerKey.generate("witness.example/w1", SignatureType.COSIGNATURE, new SecureRandom());
        SignedNote note = new SignedNote(checkpoint, List.of(witness.cosign(checkpoint, 1679315147)));
        assertThat(SignedNote.parse(note.encode()).verify(List.of(witness.verifier())))
                .containsExactly(witness.verifier());
        assertThat(SignerKey.parse(witness.encode()).verifier()).isEqualTo(witness.verifier());
        assertRefused(MALFORMED_KEY, () -> witness.sign(checkpoint));
        assertRefused(MALFORMED_KEY, () -> SignerKey.parse(PETER_SECRET).cosign(checkpoint, 1));
        assertRefused(OUT_OF_RANGE, () -> witness.cosign(checkpoint, -1));
        // The same key under another type of signature is another key.
        VerifierKey plain = VerifierKey.parse(PETER);
        assertThat(plain.verifies(checkpoint, note.signatures().getFirst())).isFalse();
    }

    @Test
    void onlyKnownKeysSay() {
        VerifierKey peter = VerifierKey.parse(PETER);
        VerifierKey enoch = VerifierKey.parse(ENOCH);
        SignedNote both = SignedNote.parse(TEXT + "\n" + BY_PETER + BY_ENOCH);

        assertThat(both.verify(List.of(peter))).containsExactly(peter);
        assertThat(both.verify(List.of(enoch, peter))).containsExactly(peter, enoch);
        assertRefused(UNSIGNED, () -> both.verify(List.of()));
        assertRefused(UNSIGNED, () -> SignedNote.parse(TEXT + "\n" + BY_ENOCH).verify(List.of(peter)));
        // Name and id both tell the key: with either another, it is an unknown one.
        assertRefused(
                UNSIGNED,
                () -> SignedNote.parse(TEXT + "\n" + BY_PETER.replace("PeterNeumann", "CarmenSandiego"))
                        .verify(List.of(peter)));
        assertRefused(
                UNSIGNED,
                () -> SignedNote.parse(TEXT + "\n" + BY_PETER.replace("x08g", "xxxx"))
                        .verify(List.of(peter)));
        assertRefused(
                BAD_SIGNATURE,
                () -> SignedNote.parse("More.\n" + TEXT + "\n" + BY_PETER).verify(List.of(peter)));
        assertRefused(
                BAD_SIGNATURE,
                () -> SignedNote.parse(
                                TEXT + "\n" + BY_ENOCH + BY_PETER.substring(0, 60) + "ABCD" + BY_PETER.substring(60))
                        .verify(List.of(peter, enoch)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                TEXT,
                TEXT + "\n",
                "\u0001" + TEXT + "\n" + BY_PETER,
                "\r" + TEXT + "\n" + BY_PETER,
                TEXT + "\n" + BY_PETER + "Unexpected line.\n",
                TEXT + "\n— Bad Name x08go/ZJkuBS9U==\n",
                TEXT + "\n— Name\n",
                TEXT + "\n— Name \n",
                TEXT + "\n— Name AAAA\n",
                TEXT + "\n— Name AAAAAAA\n",
                TEXT + "\n— Name AAAAAAB=\n",
                TEXT + "\n- Name AAAAAAA=\n",
                TEXT + "\n— Na+me AAAAAAA=\n",
                TEXT + "\n— Na me AAAAAAA=\n",
                TEXT + "\n—  AAAAAAA=\n",
                "\uD800\n\n" + BY_PETER
            })
    void whatIsNoNoteIsRefused(String note) {
        assertRefused(MALFORMED_NOTE, () -> SignedNote.parse(note));
    }

    @Test
    void aNoteHasLimits() {
        assertThat(SignedNote.parse(TEXT + "\n" + BY_PETER.repeat(100)).signatures())
                .hasSize(100);
        assertRefused(TOO_LARGE, () -> SignedNote.parse(TEXT + "\n" + BY_PETER.repeat(101)));
        assertRefused(TOO_LARGE, () -> SignedNote.parse("x".repeat(256 * 1024) + "\n\n" + BY_PETER));
        assertRefused(TOO_LARGE, () -> SignedNote.parse(new byte[256 * 1024 + 1]));
        assertRefused(MALFORMED_NOTE, () -> SignedNote.parse(new byte[] {(byte) 0xff, '\n', '\n'}));
        assertThat(SignedNote.parse((TEXT + "\n" + BY_PETER).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(SignedNote.parse(TEXT + "\n" + BY_PETER));
        assertThat(SignedNote.parse("a\n\nb\n\n" + BY_PETER).text()).isEqualTo("a\n\nb\n");
    }

    /** As Go's tests mangle them: each part of a key, and each character changed. */
    @Test
    void aMangledKeyIsNoKey() {
        for (int from = 0; from < PETER.length(); from++) {
            for (int to = from; to <= PETER.length(); to++) {
                if (from != 0 || to != PETER.length()) {
                    String part = PETER.substring(from, to);
                    assertRefused(MALFORMED_KEY, () -> VerifierKey.parse(part));
                }
            }
        }
        for (int i = 0; i < PETER.length(); i++) {
            String mangled = PETER.substring(0, i) + (char) (PETER.charAt(i) + 1) + PETER.substring(i + 1);
            assertRefused(MALFORMED_KEY, () -> VerifierKey.parse(mangled));
        }
        for (int i = 0; i < PETER_SECRET.length(); i++) {
            String mangled =
                    PETER_SECRET.substring(0, i) + (char) (PETER_SECRET.charAt(i) + 1) + PETER_SECRET.substring(i + 1);
            assertRefused(MALFORMED_KEY, () -> SignerKey.parse(mangled));
        }
        // Of the wrong length, and of an unknown type, both with the id that fits them.
        assertRefused(
                MALFORMED_KEY,
                () -> VerifierKey.parse("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="));
        assertRefused(
                MALFORMED_KEY,
                () -> VerifierKey.parse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
        assertRefused(MALFORMED_KEY, () -> new VerifierKey("a b", SignatureType.ED25519, new byte[32]));
        assertRefused(MALFORMED_KEY, () -> new VerifierKey("x".repeat(256), SignatureType.ED25519, new byte[32]));
    }

    /** Whatever single character of a signed note changes, it is refused or says the same. */
    @Property(tries = 500)
    void aChangedNoteIsRefused(@ForAll @IntRange(min = 0, max = 205) int at, @ForAll char other) {
        String note = TEXT + "\n" + BY_PETER;
        String changed = note.substring(0, at) + other + note.substring(at + 1);
        try {
            SignedNote parsed = SignedNote.parse(changed);
            parsed.verify(List.of(VerifierKey.parse(PETER)));
            assertThat(changed).isEqualTo(note);
        } catch (LogRefusal refusal) {
            assertThat(changed).isNotEqualTo(note);
        }
    }
}
