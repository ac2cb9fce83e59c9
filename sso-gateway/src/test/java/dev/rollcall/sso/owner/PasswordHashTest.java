package dev.rollcall.sso.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.sso.secret.Fresh;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    @Test
    void onlyTheSamePasswordMatchesAndTwoHashesOfItDiffer() {
        // given
        String hash = PasswordHash.of("correct horse", Fresh.bytes(PasswordHash.SALT_BYTES));

        // then
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PasswordHash.matches(hash, "correct horse")).isTrue();
        assertThat(PasswordHash.matches(hash, "correct horsf")).isFalse();
        assertThat(PasswordHash.matches(hash, "")).isFalse();
        assertThat(PasswordHash.of("correct horse", Fresh.bytes(PasswordHash.SALT_BYTES)))
                .isNotEqualTo(hash);
    }

    /** From the test suite of the reference implementation (phc-winner-argon2, test.c, version 0x13 of Argon2id). */
    @Test
    void aHashOfTheReferenceImplementationIsRead() {
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(PasswordHash.matches(reference, "password")).isTrue();
        assertThat(PasswordHash.matches(reference, "Password")).isFalse();
    }

    @Test
    void aLetterTypedAsOneOrAsTwoCodePointsIsTheSamePassword() {
        String hash = PasswordHash.of("caf\u00e9 au lait", Fresh.bytes(PasswordHash.SALT_BYTES));
        assertThat(PasswordHash.matches(hash, "cafe\u0301 au lait")).isTrue();
    }

    @Test
    void aColumnThatHoldsNoHashIsAFailureAndNeverAMatch() {
        assertThatThrownBy(() -> PasswordHash.matches("plain", "plain")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEmailIsReadInOneSpelling() {
        assertThat(OwnerRules.normalized(" ADMIN@Acme.Test ")).isEqualTo("admin@acme.test");
        assertThat(OwnerRules.normalized("admin\uff20acme.test")).isEqualTo("admin@acme.test");
    }
}
