package dev.rollcall.kit.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider, or somebody who says that they are one, cannot make us do (negative cases 60 and 65). */
class OutboundTest {
    private static final int BODY_MAX = 1 << 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/good", exchange -> answer(exchange, 200, "good".getBytes()));
        server.createContext("/large", exchange -> answer(exchange, 200, new byte[5 << 20]));
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", "/inside");
            answer(exchange, 302, new byte[0]);
        });
        server.createContext("/inside", exchange -> {
            inside.incrementAndGet();
            answer(exchange, 200, "secret".getBytes());
        });
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0); // the head comes at once, the end never
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            // the caller has had enough
        }
    }

    private String at(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private static Outbound outbound(boolean loopback) {
        return new Outbound(loopback, List.of(), Duration.ofSeconds(1));
    }

    private static Outbound.Call get(String address) {
        return Outbound.Call.get(address, "application/json", BODY_MAX);
    }

    @Test
    void aSandboxMayCallItself() throws Exception {
        assertThat(outbound(true).require(get(at("/good")))).isEqualTo("good");
    }

    @Test
    void nobodyElseMay() {
        assertThatThrownBy(() -> outbound(false).require(get(at("/good"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not public");
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() {
        assertThatThrownBy(() -> outbound(true).require(get(at("/away")))).hasMessageContaining("302");
        assertThat(inside).hasValue(0);
    }

    @Test
    void anAnswerThatIsTooLargeOrTooSlowIsGivenUp() {
        assertThatThrownBy(() -> outbound(true).send(get(at("/large")))).isInstanceOf(IOException.class);
        long begun = System.nanoTime();
        assertThatThrownBy(() -> outbound(true).send(get(at("/slow")))).hasMessageContaining("no whole answer");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://169.254.169.254/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://user@192.0.2.1/",
                "https://192.0.2.1/#fragment",
                "http://192.0.2.1/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "ftp://192.0.2.1/",
                "https:///",
                "not an address"
            })
    void anAddressInsideOrOfAnotherSchemeIsNotCalled(String address) {
        assertThatThrownBy(() -> outbound(false).send(get(address))).isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> new Outbound(true, List.of("169.254.169.254"), Duration.ofSeconds(1)).send(get(address)))
                .isInstanceOf(IOException.class);
    }

    /** Where there is no name server at all, the time ends first. */
    @Test
    void aNameThatNobodyKnowsIsSaidToBeOne() {
        assertThatThrownBy(() -> outbound(true).send(get("https://idp.invalid/")))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("nobody knows the name of its host|no whole answer came within 1 s");
    }
}
