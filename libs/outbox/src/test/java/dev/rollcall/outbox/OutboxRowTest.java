package dev.rollcall.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.event.CloudEvent;
import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.MemberState;
import dev.rollcall.contract.event.StreamKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxRowTest {
    private static final UUID ORGANIZATION = UUID.fromString("0199a3f0-0000-7000-8000-000000000001");

    @Test
    void theBodyIsTheCloudEventWithoutWhatTheSequencerKnows() throws Exception {
        // given
        OutboxEvent event = withMemberState();

        // when
        OutboxRow row = OutboxRow.of(event);
        CloudEvent read = new ObjectMapper().readValue(row.body(), CloudEvent.class);

        // then
        assertThat(read.specversion()).isEqualTo("1.0");
        assertThat(read.id()).isEqualTo(row.eventId().toString());
        assertThat(row.eventId().version()).isEqualTo(7);
        assertThat(read.source()).isEqualTo("/membership/org/" + ORGANIZATION);
        assertThat(read.type()).isEqualTo("dev.rollcall.membership.UserDeactivated.v1");
        assertThat(read.subject()).isEqualTo("member/1");
        assertThat(read.time()).isEqualTo("2026-11-22T03:31:00.000001Z");
        assertThat(read.dataschema()).isEqualTo("urn:rollcall:schema:membership.UserDeactivated:1.0");
        assertThat(read.partitionkey()).isEqualTo("org:" + ORGANIZATION);
        assertThat(read.authtype()).isEqualTo("service_account");
        assertThat(read.authid()).isEqualTo("scim:connection-1");
        assertThat(read.data().at("/after/status").asText()).isEqualTo("INACTIVE");
        assertThat(read.data().at("/pii/email").asText()).isEqualTo("zoë@acme.example");
        assertThat(read.data().at("/quote").asText()).isEqualTo("a \"quoted\" \\ line\n");
        assertThat(row.body()).doesNotContain("sequence", "recordedtime", "streamepoch", "traceparent", "null");
    }

    @Test
    void anEventOfMoreThan48KiBIsRefusedWithItsSize() {
        OutboxEvent event = Stage.event(ORGANIZATION, "é".repeat(OutboxRow.BODY_MAX / 2));

        assertThatThrownBy(() -> OutboxRow.of(event))
                .isInstanceOf(EventTooLarge.class)
                .hasMessageContaining("dev.rollcall.membership.UserUpdated.v1")
                .hasMessageContaining(String.valueOf(OutboxRow.BODY_MAX));
    }

    @Test
    void anEventThatJustFitsIsTaken() {
        OutboxEvent small = Stage.event(ORGANIZATION, "");
        int room = OutboxRow.BODY_MAX - OutboxRow.of(small).body().length() - "6".length();

        assertThat(OutboxRow.of(Stage.event(ORGANIZATION, "x".repeat(room)))
                        .body()
                        .length())
                .isBetween(OutboxRow.BODY_MAX - 8, OutboxRow.BODY_MAX);
    }

    @Test
    void shardsNeverChangeForAKey() {
        // Fixed values: rows of one stream in two shards would lose their order.
        assertThat(OutboxRow.shardOf("org:" + ORGANIZATION)).isEqualTo((short) 5);
        assertThat(OutboxRow.shardOf("platform")).isEqualTo((short) 3);
        assertThat(OutboxRow.SHARDS).isEqualTo(8);
    }

    private static OutboxEvent withMemberState() {
        MemberState after = new MemberState(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "zoe",
                "INACTIVE",
                "member",
                List.of(),
                "SCIM",
                "SCIM",
                null,
                2,
                1);
        EventData data = new EventData(
                ORGANIZATION,
                new EventData.Actor(EventData.Actor.Type.SCIM, "connection-1", null),
                null,
                null,
                null,
                null,
                after,
                null,
                Map.of("quote", "a \"quoted\" \\ line\n"),
                new EventData.Pii("zoë@acme.example", null, null, null));
        return new OutboxEvent(
                EventType.USER_DEACTIVATED,
                StreamKey.organization(ORGANIZATION),
                "member/1",
                Instant.parse("2026-11-22T03:31:00.000001999Z"),
                data,
                null,
                null);
    }
}
