package dev.rollcall.contract.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Users on their way between services. */
class PackedUsersTest {
    private static final String[] WORDS = {"", "ada", "é😀", "\"\\\n", "x".repeat(3_000)};

    /** Set {@code -Drollcall.seed=…} to repeat a run. */
    private final long seed = Long.getLong("rollcall.seed", System.nanoTime());

    private final Random random = new Random(seed);

    @Test
    void usersArriveAsTheyLeft() {
        for (int i = 0; i < 500; i++) {
            PackedUsers users = users();
            assertThat(PackedUsers.unpack(users.pack())).as("seed %d", seed).isEqualTo(users);
        }
    }

    @Test
    void whatIsBrokenOffOrLongerIsNotUnderstood() {
        byte[] whole = new PackedUsers(1, List.of(user())).pack();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PackedUsers.unpack(part)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PackedUsers.unpack(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherFormIsNotUnderstood() {
        byte[] other = new PackedUsers(0, List.of()).pack();
        other[0]++;
        assertThatThrownBy(() -> PackedUsers.unpack(other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PackedUsers.unpack("{\"total\":0,\"users\":[]}".getBytes()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPageHasNoGaps() {
        PackedUsers gap = new PackedUsers(1, Arrays.asList(user(), null));
        assertThatThrownBy(gap::page).isInstanceOf(IllegalArgumentException.class);
    }

    private PackedUsers users() {
        List<UserText> users = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            users.add(random.nextInt(4) == 0 ? null : user());
        }
        return new PackedUsers(random.nextLong(), users);
    }

    private UserText user() {
        List<UserRecord.Reference> groups = random.nextBoolean() ? null : new ArrayList<>();
        for (int i = random.nextInt(3); groups != null && i > 0; i--) {
            groups.add(new UserRecord.Reference(id(), random.nextBoolean() ? null : word()));
        }
        return new UserText(id(), "{\"a\":\"" + word() + "\"}", moment(), moment(), random.nextLong(), groups);
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private Instant moment() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
