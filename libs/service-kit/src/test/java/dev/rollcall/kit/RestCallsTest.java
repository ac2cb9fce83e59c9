package dev.rollcall.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.refusal.Problem;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls over real sockets to a server that says what it got. */
class RestCallsTest {
    private static final UUID ID = UUID.fromString("01920000-0000-7000-8000-000000000001");

    @Path("/things")
    interface ThingsApi {
        @GET
        @Path("/{id}/parts/{name}")
        Echo find(
                @PathParam("id") UUID id,
                @PathParam("name") String name,
                @QueryParam("from") long from,
                @QueryParam("to") @Nullable String to);

        @POST
        List<Echo> send(Part part);

        @POST
        byte[] sendForBytes(Part part);

        @DELETE
        @Path("/{id}")
        void delete(@PathParam("id") UUID id);
    }

    @Path("/things")
    interface ThingsSoonApi {
        @POST
        CompletionStage<List<Echo>> send(Part part);

        @POST
        CompletionStage<byte[]> sendForBytes(Part part);
    }

    record Part(String words) {}

    record Echo(String method, String uri, String authorization, String traceparent, String body) {}

    private static Vertx vertx;
    private static HttpServer server;
    private static URI base;
    private static ThingsApi things;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(RestCallsTest::answer)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        base = URI.create("http://localhost:" + server.actualPort() + "/base/");
        things = client(base);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private static ThingsApi client(URI url) throws IOException {
        return calls().client(ThingsApi.class, "membership-service", url);
    }

    private static RestCalls calls() throws IOException {
        java.nio.file.Path keys = Files.createTempDirectory("keys");
        TestKeys.write(keys);
        ServiceTokens tokens = new ServiceTokens(
                "scim-endpoint", keys.resolve("scim-endpoint.key.pem").toString());
        return new RestCalls(vertx, tokens, new ObjectMapper());
    }

    private static void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String text = body.toString();
            ObjectMapper json = new ObjectMapper();
            Echo echo = new Echo(
                    request.method().name(),
                    request.uri(),
                    request.getHeader("Authorization"),
                    request.getHeader("traceparent"),
                    text);
            try {
                if (text.contains("refuse")) {
                    request.response()
                            .setStatusCode(409)
                            .end(json.writeValueAsString(Problem.of(Refusal.USER_EXISTS.because("Twice."), "t")));
                } else if (text.contains("fail")) {
                    request.response().setStatusCode(502).end("<html>");
                } else if (text.contains("garble")) {
                    request.response().end("[{");
                } else if (text.contains("hang up")) {
                    request.connection().close();
                } else if (request.method().name().equals("DELETE")) {
                    request.response().setStatusCode(204).end();
                } else {
                    Object answer = request.method().name().equals("POST") ? List.of(echo, echo) : echo;
                    request.response().end(json.writeValueAsString(answer));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void valuesStandWhereTheContractPutsThemAndNothingInThemIsMarkup() {
        Echo got = things.find(ID, "a b/c?d=é&{id}", 7, null);

        assertThat(got.method()).isEqualTo("GET");
        assertThat(got.uri()).isEqualTo("/base/things/" + ID + "/parts/a%20b%2Fc%3Fd%3D%C3%A9%26%7Bid%7D?from=7");
        assertThat(got.authorization()).startsWith("Bearer ey");
        assertThat(got.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(things.find(ID, "x", 0, "ü").uri()).endsWith("/parts/x?from=0&to=%C3%BC");
    }

    @Test
    void bodiesAreJsonBothWays() {
        assertThat(things.send(new Part("grün"))).hasSize(2).first().satisfies(echo -> {
            assertThat(echo.method()).isEqualTo("POST");
            assertThat(echo.body()).isEqualTo("{\"words\":\"grün\"}");
        });
    }

    @Test
    void whatIsWantedAsBytesComesAsItIsAndARefusalIsStillOne() throws Exception {
        ThingsSoonApi soon = calls().client(ThingsSoonApi.class, "membership-service", base);

        assertThat(things.sendForBytes(new Part("garble"))).asString().isEqualTo("[{");
        assertThat(soon.sendForBytes(new Part("garble")).toCompletableFuture().get())
                .asString()
                .isEqualTo("[{");
        assertThat(soon.sendForBytes(new Part("x".repeat(300_000)))
                        .toCompletableFuture()
                        .get())
                .hasSizeGreaterThan(600_000);
        assertThatThrownBy(() -> things.sendForBytes(new Part("refuse"))).isInstanceOf(Refused.class);
    }

    @Test
    void nothingToReturnIsFine() {
        things.delete(ID);
    }

    @Test
    void aProblemIsTheRefusalItWas() {
        assertThatThrownBy(() -> things.send(new Part("refuse"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.USER_EXISTS);
            assertThat(refused.detail()).isEqualTo("Twice.");
        });
    }

    @Test
    void anAnswerThatIsNotOfTheContractIsAFailureOfTheOtherSide() {
        for (String how : List.of("fail", "garble")) {
            assertThatThrownBy(() -> things.send(new Part(how)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE));
        }
    }

    @Test
    void aConnectionThatBreaksLeavesItOpenWhetherItHappened() {
        assertThatThrownBy(() -> things.send(new Part("hang up")))
                .isInstanceOfSatisfying(
                        CallFailed.class, failed -> assertThat(failed.sent()).isTrue());
    }

    @Test
    void withoutAConnectionNothingHappened() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        ThingsApi nobody = client(URI.create("http://localhost:" + free));
        assertThatThrownBy(() -> nobody.delete(ID))
                .isInstanceOfSatisfying(
                        CallFailed.class, failed -> assertThat(failed.sent()).isFalse());
    }

    @Test
    void anEventLoopIsNotBlocked() {
        var outcome = new CompletableFuture<Throwable>();
        vertx.runOnContext(ignored -> {
            try {
                things.delete(ID);
                outcome.complete(new AssertionError("it was"));
            } catch (IllegalStateException e) {
                outcome.complete(e);
            }
        });
        assertThat(outcome.join()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMethodThatReturnsAStageWaitsForNothing() throws Exception {
        ThingsSoonApi soon = calls().client(ThingsSoonApi.class, "membership-service", base);
        String large = "x".repeat(100_000);
        var outcome = new CompletableFuture<List<Echo>>();
        vertx.runOnContext(ignored -> soon.send(new Part("small"))
                .thenCompose(small -> soon.send(new Part(large)))
                .whenComplete((answer, failure) -> outcome.complete(failure == null ? answer : List.of())));
        assertThat(outcome.get())
                .hasSize(2)
                .first()
                .satisfies(echo -> assertThat(echo.body()).contains(large));

        assertThat(soon.send(new Part("refuse")))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(Refused.class);
        assertThat(soon.send(new Part("hang up")))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(CallFailed.class);
    }

    @Test
    void anInterfaceThatCannotBeCalledIsRefusedWhenTheClientIsMade() {
        interface Nameless {
            @GET
            @Path("/{id}")
            Echo find(String body);
        }
        assertThatThrownBy(() -> new RestCalls(vertx, null, new ObjectMapper())
                        .client(Nameless.class, "x", URI.create("http://localhost")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{id}");
    }
}
