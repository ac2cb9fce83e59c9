package dev.rollcall.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.domain.DomainRules.Claimed;
import dev.rollcall.membership.domain.DomainRules.Decision;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-DOM-1, R-DOM-3, R-DOM-7. */
class DomainRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID OURS = UUID.randomUUID();
    private static final UUID THEIRS = UUID.randomUUID();

    @Test
    void aFreeDomainIsClaimed() {
        assertThat(DomainRules.claim(Optional.empty(), OURS, false, NOW)).isEqualTo(new Decision.Claim(false));
        assertThat(DomainRules.claim(Optional.empty(), OURS, true, NOW)).isEqualTo(new Decision.Claim(true));
    }

    @Test
    void ourOwnIsKeptOrProved() {
        var pending = Optional.of(new Claimed(OURS, false, NOW));
        var verified = Optional.of(new Claimed(OURS, true, NOW));

        assertThat(DomainRules.claim(pending, OURS, false, NOW)).isEqualTo(new Decision.Keep());
        assertThat(DomainRules.claim(pending, OURS, true, NOW)).isEqualTo(new Decision.Verify());
        assertThat(DomainRules.claim(verified, OURS, true, NOW)).isEqualTo(new Decision.Keep());
    }

    @Test
    void anothersIsRefusedUnlessItsProofIsOverdue() {
        Instant longAgo = NOW.minus(DomainRules.PROOF_TIME);

        assertThatThrownBy(() -> DomainRules.claim(Optional.of(new Claimed(THEIRS, false, NOW)), OURS, true, NOW))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> DomainRules.claim(Optional.of(new Claimed(THEIRS, true, longAgo)), OURS, true, NOW))
                .isInstanceOf(Refused.class);
        assertThat(DomainRules.claim(Optional.of(new Claimed(THEIRS, false, longAgo)), OURS, false, NOW))
                .isEqualTo(new Decision.Claim(false));
    }

    @Test
    void aNameIsWrittenAsDnsHasIt() {
        assertThat(DomainRules.requireName("Acme.Example", Set.of())).isEqualTo("acme.example");
        assertThat(DomainRules.requireName("bücher.example", Set.of())).isEqualTo("xn--bcher-kva.example");
        for (String wrong : Set.of("localhost", "a..b", "-a.example", "10.0.0.1", "a_b.example", ".example")) {
            assertThatThrownBy(() -> DomainRules.requireName(wrong, Set.of()))
                    .as(wrong)
                    .isInstanceOf(Refused.class);
        }
        assertThatThrownBy(() -> DomainRules.requireName("GMail.com", PublicMailDomains.NAMES))
                .isInstanceOf(Refused.class);
    }
}
