package dev.rollcall.membership.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-SSO-3. */
class WarningRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static StoredCertificate until(Instant end) {
        return new StoredCertificate("MII", "ab".repeat(32), "CN=idp.example", NOW.minusSeconds(60), end);
    }

    @ParameterizedTest
    @CsvSource({"P31D, false", "P30DT1S, false", "P30D, true", "P7D, true", "PT1S, true", "PT0S, true", "P-3D, true"})
    void aCertificateIsWarnedOfFromThirtyDaysBeforeItsEnd(Duration left, boolean warned) {
        List<String> warnings = WarningRules.warnings(List.of(until(NOW.plus(left))), MetadataLook.NONE, null, NOW);

        assertThat(warnings).hasSize(warned ? 1 : 0);
    }

    @Test
    void whatHasEndedAndWhatWillAreToldApart() {
        List<String> warnings = WarningRules.warnings(
                List.of(until(NOW.minusSeconds(1)), until(NOW.plus(Duration.ofDays(5)))), MetadataLook.NONE, null, NOW);

        assertThat(warnings.get(0)).contains("ended on 2026-11-22", "CN=idp.example", "abababababababab…");
        assertThat(warnings.get(1)).contains("ends on 2026-11-27");
    }

    @Test
    void metadataThatFailOrRanOutAreWarnedOf() {
        var look = new MetadataLook(NOW, NOW.minusSeconds(7_200), "The answer has status 500.", NOW);

        assertThat(WarningRules.warnings(List.of(), look, null, NOW))
                .satisfiesExactly(
                        failed -> assertThat(failed).contains("last good settings", "status 500"),
                        ranOut -> assertThat(ranOut).contains("valid until 2026-11-22T12:00:00Z"));
    }
}
