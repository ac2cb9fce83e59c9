package dev.rollcall.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.audit.query.LogQuery.Start;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueryRulesTest {

    @Test
    void withoutParametersTheNewestTwentyFiveAreAskedFor() {
        assertThat(read()).isEqualTo(new LogQuery(java.util.Set.of(), null, null, null, null, new Start.Skip(0), 25));
    }

    @Test
    void pagesCountFromOneAndReachTenThousandEntries() {
        assertThat(read("page", "3", "page_size", "100").start()).isEqualTo(new Start.Skip(200));
        assertThat(read("page", "100", "page_size", "100").start()).isEqualTo(new Start.Skip(9_900));
        assertRefused("page: ", "page", "101", "page_size", "100");
        assertRefused("page: ", "page", "2147483647");
    }

    @Test
    void everyAliasOfATypeStandsForItsAction() {
        for (EventType type : EventType.values()) {
            assertThat(read("action", type.action()).actions()).contains(type.action());
            for (String alias : type.aliases()) {
                assertThat(read("action", alias).actions()).contains(type.action());
            }
        }
    }

    @Test
    void anActionThatNothingHasYetIsAskedForAsItIs() {
        assertThat(read("action", "org.invite.accept").actions()).containsExactly("org.invite.accept");
    }

    @Test
    void timesHaveAnyOffsetAndAPlusSignSurvivesTheQuery() {
        assertThat(read("from", "2026-03-01T10:00:00 01:00").from()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(read("from", "2026-03-01T09:00:00Z", "to", "2026-03-01T09:00:00Z")
                        .to())
                .isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertRefused("from: is later than to", "from", "2026-03-02T00:00:00Z", "to", "2026-03-01T00:00:00Z");
    }

    @Test
    void aCursorLeadsBackToWhereItWasMade() {
        assertThat(read("cursor", CursorRules.before(42)).start()).isEqualTo(new Start.Before(42));
        assertThat(read("cursor", CursorRules.after(0)).start()).isEqualTo(new Start.After(0));
        assertThat(read("after", "7").start()).isEqualTo(new Start.After(7));
        assertThat(read("after", "-1").start()).isEqualTo(new Start.After(-1));
    }

    @Test
    void aForgedCursorIsRefused() {
        for (String forged :
                List.of("x", "%%%", "YmVmb3JlOg", "YmVmb3JlOjEyMzQ1Njc4OTAxMjM0NTY3ODkw", "A".repeat(200))) {
            assertThatThrownBy(() -> read("cursor", forged))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CURSOR_INVALID));
        }
    }

    @Test
    void onlyOneOfPageCursorAndAfterIsGiven() {
        assertRefused("cursor: ", "page", "1", "cursor", CursorRules.before(1));
        assertRefused("cursor: ", "page", "1", "after", "1");
        assertRefused("cursor: ", "after", "1", "cursor", CursorRules.before(1));
    }

    @Test
    void unknownAndRepeatedParametersAreRefused() {
        assertRefused("page_size", "pageSize", "1");
        assertThatThrownBy(() -> QueryRules.read(Map.of("name", List.of("a", "b"))))
                .hasMessageContaining("name: ");
    }

    private static LogQuery read(String... namesAndValues) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return QueryRules.read(parameters);
    }

    private static void assertRefused(String says, String... namesAndValues) {
        assertThatThrownBy(() -> read(namesAndValues)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.VALUE_INVALID);
            assertThat(refused.detail()).contains(says);
        });
    }
}
