package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.membership.signin.JitRules.Decision;
import dev.rollcall.membership.signin.JitRules.Facts;
import dev.rollcall.membership.signin.JitRules.Fault;
import dev.rollcall.membership.signin.JitRules.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R-JIT-6: the table row by row, and that it has one row for everything. */
class JitRulesTest {
    private static Facts facts(boolean jit, Standing standing, boolean mapped) {
        return new Facts(jit, standing, mapped, null);
    }

    /** Rows 1 to 15, each with what it comes to. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row(1, facts(true, Standing.MEMBER, true), new Decision.Enter(DecisionRow.MEMBER_WITH_GROUPS, true)),
                row(2, facts(true, Standing.MEMBER, false), new Decision.Enter(DecisionRow.MEMBER, false)),
                row(
                        3,
                        facts(true, Standing.ACCOUNT_INVITED, false),
                        new Decision.Accept(DecisionRow.INVITED, false, false)),
                row(
                        3,
                        facts(true, Standing.ACCOUNT_INVITED, true),
                        new Decision.Accept(DecisionRow.INVITED, false, true)),
                row(
                        4,
                        facts(true, Standing.ACCOUNT, true),
                        new Decision.Join(DecisionRow.JOINS_AS_MAPPED, false, true)),
                row(
                        5,
                        facts(true, Standing.ACCOUNT, false),
                        new Decision.Join(DecisionRow.JOINS_DEFAULT, false, false)),
                row(
                        6,
                        facts(true, Standing.NEW_INVITED, true),
                        new Decision.Accept(DecisionRow.NEW_INVITED, true, true)),
                row(7, facts(true, Standing.NEW, true), new Decision.Join(DecisionRow.NEW_AS_MAPPED, true, true)),
                row(8, facts(true, Standing.NEW, false), new Decision.Join(DecisionRow.NEW_DEFAULT, true, false)),
                row(9, facts(false, Standing.MEMBER, true), new Decision.Enter(DecisionRow.MEMBER_JIT_OFF, false)),
                row(
                        10,
                        facts(false, Standing.ACCOUNT_INVITED, true),
                        new Decision.Accept(DecisionRow.INVITED_JIT_OFF, false, false)),
                row(
                        11,
                        facts(false, Standing.ACCOUNT, true),
                        new Decision.TurnAway(DecisionRow.STRANGER_JIT_OFF, Refusal.JIT_DISABLED)),
                row(
                        12,
                        facts(false, Standing.NEW_INVITED, true),
                        new Decision.Accept(DecisionRow.NEW_INVITED_JIT_OFF, true, false)),
                row(
                        13,
                        facts(false, Standing.NEW, true),
                        new Decision.TurnAway(DecisionRow.NEW_JIT_OFF, Refusal.JIT_DISABLED)),
                row(
                        14,
                        facts(true, Standing.DEACTIVATED, true),
                        new Decision.TurnAway(DecisionRow.DEACTIVATED, Refusal.USER_DEACTIVATED)),
                row(
                        14,
                        facts(false, Standing.DEACTIVATED, false),
                        new Decision.TurnAway(DecisionRow.DEACTIVATED, Refusal.USER_DEACTIVATED)),
                row(
                        15,
                        new Facts(true, Standing.NEW, true, Fault.DOMAIN),
                        new Decision.TurnAway(DecisionRow.UNFIT, Refusal.DOMAIN_UNVERIFIED)),
                row(
                        15,
                        new Facts(true, Standing.NEW, false, Fault.EMAIL),
                        new Decision.TurnAway(DecisionRow.UNFIT, Refusal.BAD_NAMEID)),
                row(
                        15,
                        new Facts(true, Standing.ACCOUNT, false, Fault.SEAT),
                        new Decision.TurnAway(DecisionRow.UNFIT, Refusal.NO_SEAT)),
                row(9, facts(false, Standing.CAPTURED, true), new Decision.Capture(DecisionRow.MEMBER_JIT_OFF)),
                row(
                        5,
                        facts(true, Standing.CAPTURED, false),
                        new Decision.Join(DecisionRow.JOINS_DEFAULT, false, false)),
                row(
                        15,
                        new Facts(false, Standing.CAPTURED, false, Fault.SEAT),
                        new Decision.TurnAway(DecisionRow.UNFIT, Refusal.NO_SEAT)),
                row(
                        15,
                        new Facts(true, Standing.NEW, false, Fault.IDENTITY),
                        new Decision.TurnAway(DecisionRow.UNFIT, Refusal.IDENTITY_TAKEN)));
    }

    private static Arguments row(int number, Facts facts, Decision expected) {
        return Arguments.of(number, facts, expected);
    }

    @ParameterizedTest(name = "row {0}: {1}")
    @MethodSource("rows")
    void eachRowComesToWhatTheTableSays(int number, Facts facts, Decision expected) {
        assertThat(JitRules.decide(facts)).isEqualTo(expected);
        assertThat(expected.row().number()).isEqualTo(number);
    }

    /** The table once more, as conditions that do not know of each other: exactly one holds, and it is the row that the rule takes. */
    @Test
    void everyCombinationOfFactsHasExactlyOneRowAndEveryRowIsReached() {
        Map<Integer, Predicate<Facts>> table = table();
        Map<Integer, Integer> taken = new TreeMap<>();
        for (Facts facts : everything()) {
            List<Integer> rows = table.entrySet().stream()
                    .filter(row -> row.getValue().test(facts))
                    .map(Map.Entry::getKey)
                    .toList();

            assertThat(rows).as("%s", facts).hasSize(1);
            assertThat(JitRules.decide(facts).row().number()).as("%s", facts).isEqualTo(rows.getFirst());
            taken.merge(rows.getFirst(), 1, Integer::sum);
        }
        assertThat(taken.keySet()).containsExactlyElementsOf(table.keySet());
    }

    /** R-JIT-14, R-JIT-12, R-JIT-16: whatever else is so. */
    @Test
    void nothingIsMadeForWhomIsTurnedAwayAndNobodyComesInWhomScimTookOut() {
        assertThat(everything()).allSatisfy(facts -> {
            Decision decision = JitRules.decide(facts);
            boolean joins = decision instanceof Decision.Join;
            assertThat(joins)
                    .isEqualTo(decision.row().number() >= 4
                            && decision.row().number() <= 8
                            && decision.row().number() != 6);
            if (facts.standing() == Standing.DEACTIVATED) {
                assertThat(decision).isInstanceOf(Decision.TurnAway.class);
            }
            if (!facts.jit()) {
                assertThat(joins).isFalse();
            }
        });
    }

    private static Map<Integer, Predicate<Facts>> table() {
        Map<Integer, Predicate<Facts>> table = new TreeMap<>();
        Predicate<Facts> known = facts -> facts.fault() == null || facts.fault() == Fault.SEAT;
        Predicate<Facts> on = known.and(Facts::jit);
        Predicate<Facts> off = known.and(facts -> !facts.jit());
        Predicate<Facts> seat = facts -> facts.fault() != Fault.SEAT;
        table.put(1, on.and(is(Standing.MEMBER)).and(Facts::mapped));
        table.put(2, on.and(is(Standing.MEMBER)).and(facts -> !facts.mapped()));
        table.put(3, on.and(is(Standing.ACCOUNT_INVITED)));
        Predicate<Facts> account = is(Standing.ACCOUNT).or(is(Standing.CAPTURED));
        table.put(4, on.and(account).and(Facts::mapped).and(seat));
        table.put(5, on.and(account).and(facts -> !facts.mapped()).and(seat));
        table.put(6, on.and(is(Standing.NEW_INVITED)));
        table.put(7, on.and(is(Standing.NEW)).and(Facts::mapped).and(seat));
        table.put(8, on.and(is(Standing.NEW)).and(facts -> !facts.mapped()).and(seat));
        table.put(9, off.and(is(Standing.MEMBER).or(is(Standing.CAPTURED).and(seat))));
        table.put(10, off.and(is(Standing.ACCOUNT_INVITED)));
        table.put(11, off.and(is(Standing.ACCOUNT)));
        table.put(12, off.and(is(Standing.NEW_INVITED)));
        table.put(13, off.and(is(Standing.NEW)));
        table.put(14, known.and(is(Standing.DEACTIVATED)));
        table.put(
                15,
                known.negate()
                        .or(on.and(account.or(is(Standing.NEW))).and(seat.negate()))
                        .or(off.and(is(Standing.CAPTURED)).and(seat.negate())));
        return table;
    }

    private static Predicate<Facts> is(Standing standing) {
        return facts -> facts.standing() == standing;
    }

    private static List<Facts> everything() {
        List<Fault> faults = new ArrayList<>(Arrays.asList(Fault.values()));
        faults.add(null);
        List<Facts> all = new ArrayList<>();
        for (Standing standing : Standing.values()) {
            for (Fault fault : faults) {
                for (boolean jit : new boolean[] {true, false}) {
                    for (boolean mapped : new boolean[] {true, false}) {
                        all.add(new Facts(jit, standing, mapped, fault));
                    }
                }
            }
        }
        return all;
    }
}
