package dev.rollcall.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.AuditLog;
import dev.rollcall.systemtests.suite.Await;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.People;
import dev.rollcall.systemtests.suite.RunningSuite;
import dev.rollcall.systemtests.suite.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kill -9} of each service in the middle of a push. Nobody starts it again but the suite itself. */
class KillST {
    private static final int USERS = 200;
    private static final Duration RESTART_MAX =
            Duration.ofSeconds(180); // seconds when idle; builds may be running beside

    private final RunningSuite suite = RunningSuite.get();
    private final Http scim = suite.scim("acme");

    /** I1, I2, I9. */
    @ParameterizedTest
    @ValueSource(strings = {"scim", "sso", "membership", "audit"})
    void aServiceKilledInTheMiddleOfAPushLosesNothingAndRepeatsNothing(String service) throws InterruptedException {
        // given
        List<String> mails = IntStream.range(0, USERS)
                .mapToObj(i -> People.mail("push" + i, "acme.example"))
                .toList();
        long killed = suite.description().pids().get(service);
        Push push = new Push(scim);

        // when
        push.run(mails, () -> kill(killed));
        awaitRestart(service, killed);
        Streams.settle(suite);

        // then
        assertThat(push.acknowledged()).hasSize(USERS);
        push.acknowledged().forEach(this::assertThere);
        assertSealedOnce(mails);
        assertThat(Streams.gaps(suite)).isEmpty();
        assertThat(Streams.differences(suite)).isEmpty();
        assertThat(Streams.sealingGaps(suite)).isEmpty();
        suite.api("membership").get("/v2/orgs/acme").requireStatus(200); // keys and tokens have survived too
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).as("SIGKILL to %s", pid).isTrue();
    }

    private void awaitRestart(String service, long killed) {
        Await.until(
                service + " runs under another process id",
                RESTART_MAX,
                () -> suite.description().pids().get(service),
                pid -> pid != killed && ProcessHandle.of(pid).isPresent());
        Await.until(service + " is ready", RESTART_MAX, () -> health(service), status -> status == 200);
    }

    private int health(String service) {
        try {
            return suite.management(service)
                    .attempt("GET", "/q/health/ready", null)
                    .status();
        } catch (IOException e) {
            return 0;
        }
    }

    private void assertThere(String mail, String id) {
        assertThat(scim.get("/Users/" + id)
                        .requireStatus(200)
                        .json()
                        .path("userName")
                        .asText())
                .isEqualTo(mail);
        JsonNode found = scim.get("/Users" + People.filter("userName eq \"" + mail + "\""))
                .requireStatus(200)
                .json();
        assertThat(found.path("totalResults").asInt()).as(mail).isEqualTo(1);
        assertThat(found.at("/Resources/0/id").asText()).isEqualTo(id);
    }

    /** Each person's creation stands in the log once. */
    private void assertSealedOnce(List<String> mails) {
        Map<String, Long> times = AuditLog.of(suite.api("audit"), "acme", "org.member.provision").stream()
                .map(entry -> entry.at("/data/email").asText())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        times.keySet().retainAll(new HashSet<>(mails));
        assertThat(times).hasSize(mails.size());
        assertThat(times.values()).containsOnly(1L);
    }
}
