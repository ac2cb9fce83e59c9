package dev.rollcall.membership.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.connection.ConnectionRules.Switches;
import org.junit.jupiter.api.Test;

/** R-TOK-2, R-SDIS-2, R-SDIS-3, C-14. */
class ConnectionRulesTest {
    private static final Switches SCIM_ONLY = new Switches(true, false);
    private static final Switches BOTH = new Switches(true, true);
    private static final Switches NEITHER = new Switches(false, false);

    @Test
    void jitGoesOffOnlyWhileScimIsOnOrInSoManyWords() {
        assertThatThrownBy(() -> ConnectionRules.flip(ConnectionRules.FIRST, null, false, false))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("jitEnabled:");
        assertThatThrownBy(() -> ConnectionRules.flip(BOTH, false, false, false))
                .isInstanceOf(Refused.class);
        assertThat(ConnectionRules.flip(ConnectionRules.FIRST, true, false, false))
                .isEqualTo(SCIM_ONLY);
        assertThat(ConnectionRules.flip(ConnectionRules.FIRST, null, false, true))
                .isEqualTo(NEITHER);
    }

    @Test
    void scimGoesOffAtAnyTimeWithAWarning() {
        assertThat(ConnectionRules.flip(SCIM_ONLY, false, null, false)).isEqualTo(NEITHER);
        assertThat(ConnectionRules.warnings(NEITHER, false)).hasSize(1);
        assertThat(ConnectionRules.warnings(SCIM_ONLY, false)).isEmpty();
    }

    @Test
    void onlyASwitchThatMovedIsTold() {
        assertThat(ConnectionRules.facts(BOTH, BOTH)).isEmpty();
        assertThat(ConnectionRules.facts(BOTH, NEITHER))
                .containsExactly(EventType.SCIM_DISABLED, EventType.JIT_DISABLED);
        assertThat(ConnectionRules.facts(NEITHER, BOTH)).containsExactly(EventType.SCIM_ENABLED, EventType.JIT_ENABLED);
    }
}
