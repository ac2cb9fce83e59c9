package dev.rollcall.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.domain.Domain.Finding;
import dev.rollcall.membership.domain.DomainRules.Claimed;
import dev.rollcall.membership.domain.DomainRules.Decision;
import dev.rollcall.membership.domain.DomainRules.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R-DOM-1, R-DOM-3, R-DOM-7. */
class DomainRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void aFreeDomainIsClaimed() {
        assertThat(DomainRules.claim(Optional.empty(), Holder.NOBODY, false, NOW))
                .isEqualTo(new Decision.Claim(false));
        assertThat(DomainRules.claim(Optional.empty(), Holder.NOBODY, true, NOW))
                .isEqualTo(new Decision.Claim(true));
    }

    @Test
    void ourOwnIsKeptOrProvedOrBegunAnewWhenItIsOverdue() {
        var pending = Optional.of(new Claimed(false, NOW));
        var verified = Optional.of(new Claimed(true, NOW.minus(DomainRules.PROOF_TIME)));
        var overdue = Optional.of(new Claimed(false, NOW.minus(DomainRules.PROOF_TIME)));

        assertThat(DomainRules.claim(pending, Holder.NOBODY, false, NOW)).isEqualTo(new Decision.Keep());
        assertThat(DomainRules.claim(pending, Holder.NOBODY, true, NOW)).isEqualTo(new Decision.Verify());
        assertThat(DomainRules.claim(verified, Holder.NOBODY, true, NOW)).isEqualTo(new Decision.Keep());
        assertThat(DomainRules.claim(overdue, Holder.NOBODY, false, NOW)).isEqualTo(new Decision.Claim(false));
    }

    /** R-NEG-78: a proof keeps others out, be it one of the same company, whose domain serves them already. */
    @Test
    void whatAnotherOrganizationHasProvedIsRefused() {
        assertThatThrownBy(() -> DomainRules.claim(Optional.empty(), Holder.STRANGER, true, NOW))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("another organization has proved");
        assertThatThrownBy(() -> DomainRules.claim(Optional.empty(), Holder.COMPANY, false, NOW))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("of your company");
    }

    @Test
    void onlyTheValueItselfProves() {
        var texts = new TxtAnswer.Texts(List.of("v=spf1 -all", "rollcall-verification=1"));

        assertThat(DomainRules.judge(texts, "rollcall-verification=1", false)).isEqualTo(Finding.PROVED);
        assertThat(DomainRules.judge(texts, "rollcall-verification=1", true)).isEqualTo(Finding.TAKEN);
        assertThat(DomainRules.judge(texts, "rollcall-verification=12", false)).isEqualTo(Finding.OTHER_VALUES);
        assertThat(DomainRules.judge(texts, "rollcall-verification=", false)).isEqualTo(Finding.OTHER_VALUES);
        assertThat(DomainRules.judge(new TxtAnswer.Texts(List.of(" \"x\" ")), "x", false))
                .isEqualTo(Finding.PROVED);
        assertThat(DomainRules.judge(new TxtAnswer.Texts(List.of()), "x", false))
                .isEqualTo(Finding.NO_RECORD);
        assertThat(DomainRules.judge(new TxtAnswer.NoDomain(), "x", false)).isEqualTo(Finding.NO_DOMAIN);
        assertThat(DomainRules.judge(new TxtAnswer.Silence(), "x", false)).isEqualTo(Finding.NO_ANSWER);
    }

    /** Whoever controls the name server chooses what an owner reads. */
    @Test
    void ofAHostileAnswerLittleIsKept() {
        List<String> many = Collections.nCopies(1_000, "x".repeat(4_000) + "\u001b[2J");

        List<String> seen = DomainRules.seen(new TxtAnswer.Texts(many));

        assertThat(seen).hasSize(DomainRules.SEEN_MAX);
        assertThat(seen).allSatisfy(text -> assertThat(text).hasSize(255));
        assertThat(DomainRules.seen(new TxtAnswer.Texts(List.of("a\u001b\u0000é"))))
                .containsExactly("a???");
    }

    /** R-DOM-1: to the very end of the three days, and not an hour less. */
    @Test
    void dnsIsAskedWithLongerAndLongerPausesForThreeDays() {
        Instant end = NOW.plus(Duration.ofHours(72));
        int looks = 0;
        Duration before = Duration.ZERO;
        Instant last = NOW;
        for (Instant at = NOW; at != null; looks++) {
            last = at;
            Instant next = DomainRules.nextCheck(NOW, looks, at);
            if (next != null && next.isBefore(end)) {
                Duration pause = Duration.between(at, next);
                assertThat(pause).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofHours(1));
                before = pause;
            }
            at = next;
        }
        assertThat(last).isEqualTo(end);
        assertThat(looks).isBetween(70, 100);
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
