package dev.rollcall.membership.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R-NOT-2, to the one: ten may leave, however close to each other and whatever minute it is. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class DeprovisioningGuardIT {
    private static final Instant LAST_OF_A_MINUTE = Instant.parse("2026-03-01T11:59:59.999Z");
    private static final Instant FIRST_OF_THE_NEXT = Instant.parse("2026-03-01T12:00:00Z");

    private final Stage stage = new Stage();

    @Test
    void atAMinutesTurnTheSecondWaitsForTheFirstAndCountsIt() throws Exception {
        // given
        for (int i = 0; i < 9; i++) {
            leave(LAST_OF_A_MINUTE);
        }
        try (Connection first = open();
                var thread = Executors.newSingleThreadExecutor()) {
            first.setAutoCommit(false);
            DeprovisioningGuard.check(first, departure(LAST_OF_A_MINUTE));

            // when
            Future<?> second = thread.submit(() -> {
                leave(FIRST_OF_THE_NEXT);
                return null;
            });
            awaitWaiting();
            assertThat(second.isDone()).isFalse();
            first.commit();

            // then
            assertThatThrownBy(second::get).hasCauseInstanceOf(HeldBack.class);
        }
    }

    @Test
    void theHourIsNeverShorterThanAnHour() throws SQLException {
        for (int i = 0; i < 10; i++) {
            leave(LAST_OF_A_MINUTE);
        }

        assertThatThrownBy(() -> leave(LAST_OF_A_MINUTE.plus(GuardRules.WINDOW).minusMillis(1)))
                .isInstanceOf(HeldBack.class);
        assertThatCode(() -> leave(LAST_OF_A_MINUTE.plus(GuardRules.WINDOW).plus(Duration.ofMinutes(1))))
                .doesNotThrowAnyException();
    }

    @Test
    void ofSeveralWhoLeaveAtOnceTheLastOnesHourCounts() throws SQLException {
        Instant late = FIRST_OF_THE_NEXT.plusMillis(500);
        try (Connection connection = open()) {
            DeprovisioningGuard.check(
                    connection,
                    IntStream.range(0, 10)
                            .mapToObj(n -> departure(n == 0 ? LAST_OF_A_MINUTE : late))
                            .toList());
        }

        assertThatThrownBy(() -> leave(late.plus(GuardRules.WINDOW).minusMillis(400)))
                .isInstanceOf(HeldBack.class);
    }

    /** One row for a connection and organization, with no more minutes than the window has. */
    @Test
    void minutesThatAreOverAreForgotten() throws SQLException {
        for (int minute = 0; minute < 200; minute += 10) {
            leave(FIRST_OF_THE_NEXT.plus(Duration.ofMinutes(minute)));
        }

        assertThat(stage.count("select count(*) from departure where connection_id = ?", stage.connectionId))
                .isEqualTo(1);
        assertThat(stage.count(
                        "select cardinality(minutes) from departure where connection_id = ?", stage.connectionId))
                .isEqualTo(7);
    }

    private void leave(Instant at) throws SQLException {
        try (Connection connection = open()) {
            DeprovisioningGuard.check(connection, departure(at));
        }
    }

    private DeprovisioningGuard.Departure departure(Instant at) {
        return new DeprovisioningGuard.Departure(
                stage.connectionId,
                stage.organizationId,
                stage.name,
                UUID.randomUUID(),
                HeldDeprovisionings.Kind.DEACTIVATE,
                20,
                at);
    }

    private void awaitWaiting() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (waiting() == 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(waiting()).isEqualTo(1);
    }

    private long waiting() {
        return stage.count(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into departure%'");
    }

    private static Connection open() throws SQLException {
        var infra = InfraTestResource.infra();
        return DriverManager.getConnection(
                infra.jdbcUrl("membership"), infra.user("membership"), infra.password("membership"));
    }
}
