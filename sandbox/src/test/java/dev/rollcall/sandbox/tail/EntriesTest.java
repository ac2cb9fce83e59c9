package dev.rollcall.sandbox.tail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private static final String DEACTIVATED = """
            {"specversion":"1.0","id":"e1","source":"/membership/org/o1","type":"dev.rollcall.membership.UserDeactivated.v1",
             "subject":"member/m1","time":"2026-11-22T03:31:00.123456Z","authid":"scim:c1","auditindex":"00000000000000000042",
             "orgseq":"00000000000000000007","data":{"orgId":"o1","actor":{"type":"scim","id":"c1"},"pii":{"email":"ada@acme.example"},
             "before":{"status":"ACTIVE","role":"member","teams":["t1"]},"after":{"status":"INACTIVE","role":"member","teams":[]},
             "sessionsRevoked":2}}
            """;
    private final SandboxFile suite = new SandboxFile(
            Map.of("membership", "http://localhost:1"),
            Map.of(),
            new SandboxFile.Kafka("localhost:1"),
            new SandboxFile.Database("", "", ""),
            new SandboxFile.Dns("", ""),
            new SandboxFile.Mail(0, ""),
            new Secrets.Owner("", ""),
            "",
            Map.of("acme", new SandboxFile.Connection("c1", "acme", "o1", "", "", "", "", "", "")),
            null);
    private final Names names = new Names(new AdminApi(""), suite);

    @Test
    void aSealedEventTellsWhenWhereWhoWhomAndWhatChanged() throws Exception {
        // given
        Entry entry = SealedEvent.read("org:o1", new ObjectMapper().readTree(DEACTIVATED), names);

        // when
        String line = new EntryLine(ZoneOffset.UTC, false).of(entry);

        // then
        assertThat(line)
                .isEqualTo("11-22 03:31:00.123  acme #7             UserDeactivated         ada@acme.example"
                        + "              by scim:acme  status ACTIVE -> INACTIVE, teams 1 -> 0, sessionsRevoked 2");
        assertThat(entry.action()).isEqualTo("org.member.deprovision");
        assertThat(entry.auditIndex()).isEqualTo(42);
    }

    @Test
    void colourAppearsOnlyWhereATerminalShowsIt() throws Exception {
        Entry entry = SealedEvent.read("org:o1", new ObjectMapper().readTree(DEACTIVATED), names);

        assertThat(new EntryLine(ZoneOffset.UTC, true).of(entry)).contains("\u001b[31mUserDeactivated");
        assertThat(new EntryLine(ZoneOffset.UTC, false).of(entry)).doesNotContain("\u001b");
    }

    @Test
    void aValueFromOutsideCannotSteerTheTerminal() {
        Entry entry = entry("acme", 1, "\u001b[2Jgone\r\n");

        assertThat(new EntryLine(ZoneOffset.UTC, false).of(entry)).doesNotContain("\u001b", "\r", "\n");
    }

    @Test
    void filtersMatchNamesIdsTypesAndActionsInAnyCase() throws Exception {
        Entry entry = SealedEvent.read("org:o1", new ObjectMapper().readTree(DEACTIVATED), names);

        assertThat(new EntryFilter("ACME", "userdeactivated", "ADA@acme.example").matches(entry))
                .isTrue();
        assertThat(new EntryFilter("o1", "org.member.deprovision", "m1").matches(entry))
                .isTrue();
        assertThat(new EntryFilter("globex", null, null).matches(entry)).isFalse();
        assertThat(new EntryFilter(null, "UserRemoved", null).matches(entry)).isFalse();
        assertThat(new EntryFilter(null, null, "bob").matches(entry)).isFalse();
    }

    @Test
    void anEntryThatComesAgainIsShownOnceAndTheLimitEndsTheList() {
        // given
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Tail tail = new Tail(
                new Tail.Options(true, false, false, 3, 0, null, null, null),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        // when
        for (int index : new int[] {1, 2, 2, 1}) {
            tail.offer(entry("acme", index, "ada"));
        }
        tail.offer(entry("globex", 1, "ada"));
        tail.offer(entry("acme", 9, "ada"));

        // then
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .extracting(line -> line.replaceAll(".*\"auditIndex\":(\\d+),.*\"organization\":\"(\\w+)\".*", "$2 $1"))
                .containsExactly("acme 1", "acme 2", "globex 1");
    }

    private static Entry entry(String organization, long index, String name) {
        return new Entry(
                index,
                index,
                "e" + index,
                organization,
                organization,
                "UserProvisioned",
                "a",
                "b",
                null,
                name,
                "",
                Map.of("changed", name));
    }
}
