package dev.rollcall.membership.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.membership.sql.Sql;
import dev.rollcall.scim.filter.Filter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-SCIM-45: SQL finds what the definition of filters says, no more and no less. */
class FilterSqlIT {
    private static final int FILTERS = 5_000;
    private static final int RESOURCES = 200;
    /** Set {@code -Drollcall.seed=…} to repeat a run. */
    private final long seed = Long.getLong("rollcall.seed", System.nanoTime());

    private final Random random = new Random(seed);

    @Test
    void randomFiltersFindTheSameUsersAsTheirDefinition() throws SQLException {
        // given
        QueryStore store = QueryStore.users();
        RandomQueries queries = new RandomQueries(random, store.type);
        List<UUID> groups = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            groups.add(new UUID(seed, i));
            store.group(groups.get(i), queries.text() + i, null, queries.moment());
        }
        for (int i = 0; i < RESOURCES; i++) {
            UUID user = store.user(queries.user(i), queries.moment(), queries.moment(), 1 + random.nextInt(3));
            for (int g = random.nextInt(8); g < groups.size(); g++) {
                store.groupOf(user, groups.get(g), displayName(groups.get(g)));
            }
        }

        // when, then
        compare(store, queries);
    }

    @Test
    void randomFiltersFindTheSameGroupsAsTheirDefinition() throws SQLException {
        // given
        QueryStore store = QueryStore.groups();
        RandomQueries queries = new RandomQueries(random, store.type);
        for (int i = 0; i < RESOURCES; i++) {
            UUID[] members = random.ints(random.nextInt(4), 0, 10)
                    .distinct()
                    .mapToObj(m -> new UUID(seed, m))
                    .toArray(UUID[]::new);
            store.group(queries.text() + i, random.nextBoolean() ? null : queries.text(), members);
        }

        // when, then
        compare(store, queries);
    }

    private void compare(QueryStore store, RandomQueries queries) throws SQLException {
        List<String> known = store.texts();
        int some = 0;
        for (int i = 0; i < FILTERS; i++) {
            Filter filter = store.parse(queries.filter(3, known));
            var expected = store.matching(filter);
            assertThat(store.found(filter))
                    .as("seed %d, filter %d: %s", seed, i, filter)
                    .isEqualTo(expected);
            some += expected.isEmpty() || expected.size() == RESOURCES ? 0 : 1;
        }
        System.out.printf("seed %d: %d of %d filters tell %ss apart%n", seed, some, FILTERS, store.type);
        assertThat(some).as("filters that find some, not none or all").isGreaterThan(FILTERS / 5);
    }

    private static Set<UUID> differing(Set<UUID> found, Set<UUID> expected) {
        Set<UUID> differing = new TreeSet<>(found);
        differing.addAll(expected);
        differing.removeIf(id -> found.contains(id) && expected.contains(id));
        return differing;
    }

    private static String displayName(UUID group) throws SQLException {
        return Sql.on(QueryStore.database(), "select display_name from scim_group where id = ?", group)
                .first(row -> row.getString(1))
                .orElseThrow();
    }

    @Test
    void theDatabaseFoldsEveryCharacterAsJavaDoes() throws SQLException {
        // given
        String[] characters = java.util.stream.IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(c -> Character.isDefined(c) && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                .mapToObj(Character::toString)
                .toArray(String[]::new);

        // when
        List<String> folded = Sql.on(
                        QueryStore.database(),
                        "select " + TextOperand.folded("c")
                                + " from unnest(?::text[]) with ordinality as u(c, n) order by n",
                        (Object) characters)
                .list(row -> row.getString(1));

        // then
        assertThat(folded)
                .containsExactly(java.util.Arrays.stream(characters)
                        .map(c -> c.toLowerCase(Locale.ROOT))
                        .toArray(String[]::new));
    }
}
