package dev.rollcall.scimendpoint.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9865. */
class CursorsTest {
    private static final Instant NOW = Instant.parse("2040-02-29T12:00:00Z"); // beyond 2038
    private static final String QUERY = "connection\nUser\nactive eq true";

    private final Cursors cursors = new Cursors(new byte[] {1, 2, 3});

    @Test
    void aCursorComesBackAsItWas() {
        Walk byId = new Walk(NOW, 100_000, 200, UUID.randomUUID(), false);
        Walk amongGroups = new Walk(NOW, 100_000, 200, UUID.randomUUID(), true);
        Walk byPlace = new Walk(NOW, Integer.MAX_VALUE, 0, null, false);
        assertThat(cursors.read(QUERY, cursors.write(QUERY, byId), NOW)).isEqualTo(byId);
        assertThat(cursors.read(QUERY, cursors.write(QUERY, amongGroups), NOW)).isEqualTo(amongGroups);
        assertThat(cursors.read(QUERY, cursors.write(QUERY, byPlace), NOW)).isEqualTo(byPlace);
    }

    @Test
    void itIsGoodForItsQueryAndItsServiceOnly() {
        String cursor = cursors.write(QUERY, new Walk(NOW, 1, 1, null, false));
        assertRefused(ScimType.invalidCursor, () -> cursors.read("another\nUser\nactive eq true", cursor, NOW));
        assertRefused(ScimType.invalidCursor, () -> new Cursors(new byte[] {3, 2, 1}).read(QUERY, cursor, NOW));
    }

    @Test
    void itIsGoodForAnHour() {
        String cursor = cursors.write(QUERY, new Walk(NOW, 1, 1, null, false));
        assertThat(cursors.read(QUERY, cursor, NOW.plus(Cursors.LIFETIME)).total())
                .isEqualTo(1);
        assertRefused(
                ScimType.expiredCursor,
                () -> cursors.read(QUERY, cursor, NOW.plus(Cursors.LIFETIME).plusSeconds(1)));
    }

    /** Every bit counts. */
    @Test
    void noOtherTokenIsTaken() {
        byte[] token =
                Base64.getUrlDecoder().decode(cursors.write(QUERY, new Walk(NOW, 1, 1, UUID.randomUUID(), true)));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] other = token.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(ScimType.invalidCursor, () -> cursors.read(QUERY, text(other), NOW));
        }
        Random random = new Random(7);
        for (int length = 0; length < 80; length++) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            assertRefused(ScimType.invalidCursor, () -> cursors.read(QUERY, text(noise), NOW));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "null", "-1", "ä", "AAAA====", "' or 1=1"})
    void whatIsNoTokenIsRefusedAsSuch(String text) {
        assertRefused(ScimType.invalidCursor, () -> cursors.read(QUERY, text, NOW));
    }

    private static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static void assertRefused(ScimType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ScimRefusal.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
    }
}
