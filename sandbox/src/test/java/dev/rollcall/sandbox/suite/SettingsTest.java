package dev.rollcall.sandbox.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void withoutVariablesThePortsAreTheDocumentedOnes() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.port(Service.SCIM)).isEqualTo(8081);
        assertThat(settings.port(Service.AUDIT)).isEqualTo(8084);
        assertThat(settings.managementPort(Service.MEMBERSHIP)).isEqualTo(9083);
        assertThat(settings.postgresPort()).isEqualTo(5433);
        assertThat(settings.kafkaPort()).isEqualTo(9093);
        assertThat(settings.url(Service.SSO)).isEqualTo("http://localhost:8082");
    }

    @Test
    void theManagementPortFollowsAMovedPortUnlessItIsMovedItself() {
        Settings settings = Settings.of(Map.of(
                "ROLLCALL_SCIM_PORT", "18081", "ROLLCALL_SSO_PORT", "18082", "ROLLCALL_SSO_MANAGEMENT_PORT", "7000"));

        assertThat(settings.managementPort(Service.SCIM)).isEqualTo(19081);
        assertThat(settings.managementPort(Service.SSO)).isEqualTo(7000);
    }

    @Test
    void whatIsNoPortIsRefusedByTheNameOfItsVariable() {
        for (String wrong : new String[] {"http", "0", "65536", "-1"}) {
            assertThatThrownBy(() -> Settings.of(Map.of("ROLLCALL_KAFKA_PORT", wrong)))
                    .isInstanceOf(SandboxFailure.class)
                    .hasMessageContaining("ROLLCALL_KAFKA_PORT='" + wrong + "'");
        }
    }

    @Test
    void twoVariablesWithOnePortAreRefused() {
        assertThatThrownBy(() -> Settings.of(Map.of("ROLLCALL_AUDIT_PORT", "5433")))
                .hasMessageContaining("ROLLCALL_AUDIT_PORT and ROLLCALL_POSTGRES_PORT are both 5433");
    }

    @Test
    void everyTakenPortIsNamedWithTheVariableThatMovesIt() {
        Settings settings = Settings.of(Map.of());

        assertThatThrownBy(() -> PortCheck.requireFree(settings, false, port -> port != 8083 && port != 5433))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("port 8083 (ROLLCALL_MEMBERSHIP_PORT), port 5433 (ROLLCALL_POSTGRES_PORT)");
    }

    @Test
    void theIdentityProvidersPortMattersOnlyWhereOneIsStarted() {
        Settings settings = Settings.of(Map.of());

        assertThatCode(() -> PortCheck.requireFree(settings, false, port -> port != 8180))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> PortCheck.requireFree(settings, true, port -> port != 8180))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("port 8180 (ROLLCALL_KEYCLOAK_PORT)");
    }
}
