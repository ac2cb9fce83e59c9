package dev.rollcall.systemtests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.systemtests.suite.AuditLog;
import dev.rollcall.systemtests.suite.Command;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.People;
import dev.rollcall.systemtests.suite.RunningSuite;
import dev.rollcall.systemtests.suite.Streams;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code down}, {@code up} again, {@code status}: everything is found again. */
class RestartST {
    private final RunningSuite suite = RunningSuite.get();

    @Test
    void afterDownAndUpEverythingIsFoundAgain() {
        // given
        Http before = suite.scim("acme");
        String id = before.post("/Users", People.okta(People.mail("stay", "acme.example")))
                .requireStatus(201)
                .id();
        String user = before.get("/Users/" + id).body();
        Streams.settle(suite);
        List<JsonNode> log = AuditLog.of(suite.api("audit"), "acme");
        SandboxFile described = suite.description();

        // when
        suite.rollcall("down").requireSuccess();
        Command.Ended away = suite.rollcall("status");
        suite.up();

        // then
        assertThat(away.exit()).isEqualTo(3);
        assertThat(suite.rollcall("status").exit()).isZero();
        assertThat(suite.description().connections()).isEqualTo(described.connections());
        assertThat(suite.description().owner()).isEqualTo(described.owner());
        assertThat(suite.scim("acme").get("/Users/" + id).requireStatus(200).body())
                .isEqualTo(user);
        Streams.settle(suite);
        assertThat(AuditLog.of(suite.api("audit"), "acme").subList(0, log.size()))
                .isEqualTo(log);
        suite.scim("acme")
                .post("/Users", People.okta(People.mail("next", "acme.example")))
                .requireStatus(201);
        Streams.settle(suite);
        assertThat(Streams.gaps(suite)).isEmpty();
    }

    /** A second start of the same home changes nothing and says so in one line. */
    @Test
    void aSecondUpIsRefusedInOneLine() {
        Command.Ended second = suite.rollcall("logs", "scim", "-n", "1").requireSuccess();
        assertThat(second.lines()).hasSizeLessThanOrEqualTo(1);

        Command.Ended refused = suite.secondUp();

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.errors()
                        .lines()
                        .filter(line -> line.startsWith("rollcall: "))
                        .count())
                .isEqualTo(1);
        assertThat(refused.errors()).doesNotContain("\tat ");
        suite.scim("acme").get("/Users?count=0").requireStatus(200);
    }
}
