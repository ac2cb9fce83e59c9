package dev.rollcall.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.sandbox.idp.SigningIdp;
import dev.rollcall.sandbox.suite.Replica;
import dev.rollcall.sandbox.suite.Service;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two gateway processes over one database, as behind a load balancer: an answer that counts once counts once in both together (R-NEG-41). */
class TwoGatewaysST {
    private static final int FLOWS = 20;
    /** Of sign-ins through each: a process that has just started would lose every race. */
    private static final int WARM_UP = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static SamlSite site;
    private static Replica second;
    /** Where the two listen. */
    private static List<Integer> ports;

    @BeforeAll
    static void anOrganizationAndASecondGateway() throws Exception {
        RunningSuite suite = RunningSuite.get();
        site = SamlSite.open(suite, SigningIdp.fresh("https://signing-idp.example"), "two-gateways");
        second = suite.replica(Service.SSO);
        ports = List.of(URI.create(site.gateway("/")).getPort(), second.port());
        for (int n = 0; n < WARM_UP; n++) {
            for (int port : ports) {
                Visitor browser = new Visitor().through(port);
                assertThat(browser.sendOnly(answered(browser)).statusCode()).isEqualTo(303);
            }
        }
    }

    @AfterAll
    static void oneGatewayAgain() throws IOException {
        if (second != null) {
            second.close();
        }
    }

    /**
     * What came of an answer that was posted.
     *
     * @param tab in which it was; signed in, if it was taken
     * @param sent when, in nanoseconds
     * @param over when the whole page was there
     */
    private record Posted(Visitor tab, HttpResponse<String> page, long sent, long over) {
        static Posted of(Visitor tab, Page.Form answer) {
            long sent = System.nanoTime();
            HttpResponse<String> page = tab.sendOnly(answer);
            return new Posted(tab, page, sent, System.nanoTime());
        }

        boolean taken() {
            return page.statusCode() == 303
                    && page.headers().firstValue("Location").orElse("").equals("/account");
        }
    }

    /** R-NEG-41: in parallel, and once more to either when it is decided. */
    @Test
    void anAnswerThatIsPostedToBothAtTheSameMomentOpensOneSession() throws Exception {
        int together = 0;
        int firstWins = 0;
        try (ExecutorService tabs = Executors.newFixedThreadPool(ports.size())) {
            for (int n = 0; n < FLOWS; n++) {
                // given
                Visitor browser = new Visitor().through(ports.get(n % ports.size()));
                Page.Form answer = answered(browser);

                // when
                List<Posted> both = atOnce(tabs, browser, answer);

                // then
                assertOneIsIn(both);
                for (int port : ports) {
                    assertRefusedAsUsed(Posted.of(browser.through(port), answer));
                }
                assertOneIsIn(both);
                together += overlap(both.getFirst(), both.getLast()) ? 1 : 0;
                firstWins += both.getFirst().taken() ? 1 : 0;
            }
        }
        System.out.printf(
                "%d answers posted to two gateways: %d at both at the same time, %d taken by the first, %d by the second%n",
                FLOWS, together, firstWins, FLOWS - firstWins);
        assertThat(together).as("or it was no race").isGreaterThan(FLOWS / 2);
    }

    /** R-NEG-41: later, to the one that never saw it. */
    @Test
    void anAnswerThatOneTookIsRefusedByTheOther() throws Exception {
        for (int port : ports) {
            // given
            Visitor browser = new Visitor().through(port);
            Page.Form answer = answered(browser);
            Posted taken = Posted.of(browser.through(port), answer);

            // when
            int other = ports.stream().filter(any -> any != port).findFirst().orElseThrow();
            Posted again = Posted.of(browser.through(other), answer);

            // then
            assertOneIsIn(List.of(taken, again));
        }
    }

    /** Begins a sign-in of somebody new, and has the identity provider's answer ready. */
    private static Page.Form answered(Visitor browser) {
        return site.answered(browser, SamlSite.person(site.mail("ann")));
    }

    /** @return of the first gateway, of the second */
    private static List<Posted> atOnce(ExecutorService tabs, Visitor browser, Page.Form answer) throws Exception {
        CyclicBarrier start = new CyclicBarrier(ports.size());
        List<Future<Posted>> posts = new ArrayList<>();
        for (int port : ports) {
            Visitor tab = browser.through(port);
            posts.add(tabs.submit(() -> {
                start.await();
                return Posted.of(tab, answer);
            }));
        }
        List<Posted> all = new ArrayList<>();
        for (Future<Posted> post : posts) {
            all.add(post.get());
        }
        return all;
    }

    private static boolean overlap(Posted one, Posted other) {
        return one.sent() < other.over() && other.sent() < one.over();
    }

    /** One tab is signed in, at both gateways and with the only session that there is; the other was shown why it is not. */
    private static void assertOneIsIn(List<Posted> both) throws IOException {
        assertThat(both).filteredOn(Posted::taken).hasSize(1);
        for (Posted one : both) {
            if (one.taken()) {
                for (int port : ports) {
                    HttpResponse<String> list = one.tab().through(port).openOnly(site.gateway("/v2/sessions"));
                    assertThat(list.statusCode()).as("%s", list.body()).isEqualTo(200);
                    JsonNode sessions = JSON.readTree(list.body()).required("sessions");
                    assertThat(sessions).as("%s", sessions).hasSize(1);
                }
            } else {
                assertRefusedAsUsed(one);
            }
        }
    }

    private static void assertRefusedAsUsed(Posted refused) {
        assertThat(refused.page().statusCode()).as("%s", refused.page().body()).isEqualTo(400);
        assertThat(refused.page().body()).contains("You are not signed in", "state_spent");
        assertThat(site.isIn(refused.tab())).isFalse();
    }
}
