package dev.rollcall.membership.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.membership.idp.StateRules.Grounds;
import dev.rollcall.membership.idp.StateRules.Standing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** R-SSO-12, R-SSO-14. */
class StateRulesTest {

    /** Where an owner may go from each state, with settings there and no word about tests. */
    @ParameterizedTest
    @CsvSource({
        "DRAFT, DRAFT",
        "TESTED, DRAFT TESTED ACTIVE DISABLED",
        "ACTIVE, DRAFT ACTIVE DISABLED",
        "DISABLED, DRAFT ACTIVE DISABLED"
    })
    void fromEachStateSomeCanBeReached(State before, String reachable) {
        Set<State> reached = EnumSet.noneOf(State.class);
        for (State wanted : State.values()) {
            try {
                reached.add(StateRules.change(new Standing(before, false), wanted, null, new Grounds(true, true, false))
                        .state());
            } catch (Refused refused) {
                assertThat(refused.detail()).startsWith("state: ");
            }
        }
        assertThat(reached.toString().replaceAll("[\\[\\],]", "")).isEqualTo(reachable);
    }

    @Test
    void anOwnersWordStandsInForATestButNotForSettings() {
        Standing draft = new Standing(State.DRAFT, false);

        assertThat(StateRules.change(draft, State.ACTIVE, null, new Grounds(true, false, true))
                        .state())
                .isEqualTo(State.ACTIVE);
        assertThatThrownBy(() -> StateRules.change(draft, State.ACTIVE, null, new Grounds(false, false, true)))
                .hasMessageContaining("no identity provider");
    }

    /** Nobody else's way in is closed over one that nobody has ever come through, unless an owner says so in so many words. */
    @Test
    void whatWasNeverTestedIsEnforcedByAnOwnersWordAlone() {
        Standing active = new Standing(State.ACTIVE, false);

        assertThatThrownBy(() -> StateRules.change(active, null, true, new Grounds(true, false, false)))
                .hasMessageContaining("no test sign-in");
        for (Grounds enough : List.of(new Grounds(true, true, false), new Grounds(true, false, true))) {
            assertThat(StateRules.change(active, null, true, enough).enforced()).isTrue();
        }
        assertThat(StateRules.change(new Standing(State.ACTIVE, true), null, true, new Grounds(true, false, false))
                        .enforced())
                .as("it was before")
                .isTrue();
    }

    /** Fails closed: whatever else is asked for, enforced and not active is never the end of it. */
    @ParameterizedTest
    @EnumSource
    void enforcedMeansActive(State wanted) {
        for (State before : State.values()) {
            for (Boolean enforced : new Boolean[] {null, true, false}) {
                Standing from = new Standing(before, before == State.ACTIVE);
                try {
                    Standing then = StateRules.change(from, wanted, enforced, new Grounds(true, false, true));
                    assertThat(then.enforced() && then.state() != State.ACTIVE).isFalse();
                } catch (Refused refused) {
                    assertThat(refused.detail()).isNotBlank();
                }
            }
        }
    }
}
