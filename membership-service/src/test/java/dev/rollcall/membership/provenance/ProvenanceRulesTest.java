package dev.rollcall.membership.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.membership.provenance.ProvenanceRules.Flap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-ORG-7, R-ORG-8. */
class ProvenanceRulesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Step(Writer by, Duration after, String value) {}

    private static Written after(Step... steps) {
        Written written = Written.NEVER;
        for (Step step : steps) {
            written = ProvenanceRules.change(
                    written,
                    step.by(),
                    step.by() + ":x",
                    START.plus(step.after()),
                    new Writing("role", written.value(), step.value()));
        }
        return written;
    }

    private static Step scim(int hours, String value) {
        return new Step(Writer.SCIM, Duration.ofHours(hours), value);
    }

    private static Step jit(int hours, String value) {
        return new Step(Writer.JIT, Duration.ofHours(hours), value);
    }

    @Test
    void theLastWriterTheTimeAndTheValueBeforeAreKept() {
        Written written = after(scim(0, "member"), new Step(Writer.ADMIN, Duration.ofHours(1), "editor"));

        assertThat(written.writer()).isEqualTo(Writer.ADMIN);
        assertThat(written.at()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(written.by()).isEqualTo("ADMIN:x");
        assertThat(written.previous()).isEqualTo("member");
        assertThat(written.sent().get(Writer.SCIM)).isEqualTo(new Written.Sent("member", START));
    }

    @Test
    void whatASourceOnlyOffersChangesNothingButWhatItLastSent() {
        Written before = after(scim(0, "member"));

        Written offered = ProvenanceRules.offer(before, Writer.JIT, "owner", START.plusSeconds(9));

        assertThat(offered.value()).isEqualTo("member");
        assertThat(offered.writer()).isEqualTo(Writer.SCIM);
        assertThat(offered.turns()).isEqualTo(before.turns());
        assertThat(offered.sent().get(Writer.JIT)).isEqualTo(new Written.Sent("owner", START.plusSeconds(9)));
    }

    @Test
    void threeChangesInTurnWithinSevenDaysFlapAndNameBothValues() {
        Written byScim = after(scim(0, "a"), jit(1, "b"), scim(7 * 24, "a"));
        Written byJit = after(jit(0, "b"), scim(1, "a"), jit(2, "b"));

        assertThat(ProvenanceRules.flapping("role", byScim)).contains(new Flap("role", "a", "b"));
        assertThat(ProvenanceRules.flapping("role", byJit)).contains(new Flap("role", "a", "b"));
    }

    @Test
    void lessThanThatDoesNotFlap() {
        for (Written calm : List.of(
                Written.NEVER,
                after(scim(0, "a")),
                after(scim(0, "a"), jit(1, "b")),
                after(scim(0, "a"), scim(1, "b"), scim(2, "a")),
                after(scim(0, "a"), jit(1, "b"), jit(2, "c")),
                after(scim(0, "a"), jit(1, "b"), new Step(Writer.ADMIN, Duration.ofHours(2), "c"), scim(3, "a")),
                after(scim(0, "a"), jit(1, "b"), scim(7 * 24 + 1, "a")))) {
            assertThat(ProvenanceRules.flapping("role", calm)).isEmpty();
        }
    }

    @Test
    void itGoesOnFlappingWithEachFurtherTurnAndKeepsNoMoreThanItNeeds() {
        Written written = after(scim(0, "a"), jit(1, "b"), scim(2, "a"), jit(3, "b"), scim(4, "a"));

        assertThat(ProvenanceRules.flapping("role", written)).isPresent();
        assertThat(written.turns()).hasSize(ProvenanceRules.TURNS);
    }

    @Test
    void aLongValueIsCutAndNoneIsKeptAsNone() {
        Written written = ProvenanceRules.change(
                Written.NEVER, Writer.SCIM, "scim:x", START, new Writing("name", null, "x".repeat(1_000)));

        assertThat(written.value()).hasSize(255);
        assertThat(written.previous()).isNull();
    }

    @Test
    void theFirstJoiningOfATeamIsToldByTheTeamItself() {
        Writing joined = Writing.joined(new java.util.UUID(1, 1));
        Writing left = Writing.left(new java.util.UUID(1, 1));

        assertThat(Provenance.note(null, Writer.SCIM, "scim:x", START, List.of(joined))
                        .json())
                .isNull();
        String noted = Provenance.note(null, Writer.SCIM, "scim:x", START, List.of(left))
                .json();
        assertThat(Provenance.note(noted, Writer.JIT, "jit:x", START, List.of(joined))
                        .json())
                .contains("JIT");
    }

    @Test
    void whatIsStoredReadsBackTheSame() {
        String noted = Provenance.note(
                        null, Writer.SCIM, "scim:x", START, List.of(new Writing("role", "member", "own\0er")))
                .json();

        Written read = Provenance.parse(noted).get("role");

        assertThat(read.value()).isEqualTo("owner");
        assertThat(read.at()).isEqualTo(START);
    }
}
