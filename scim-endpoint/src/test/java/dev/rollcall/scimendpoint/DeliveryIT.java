package dev.rollcall.scimendpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-SCIM-31: which creates membership-service takes for heard of. The neighbour waits with its answer, which the real one would not. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class DeliveryIT {
    private final Neighbour neighbour = NeighbourTestResource.neighbour;
    private TestConnection connection;

    @BeforeEach
    void aConnectionWithAToken() {
        connection = new TestConnection(neighbour, 10_000, true, null);
    }

    @Test
    void anAnswerThatLeftIsToldAndOneThatFoundNobodyIsNot() throws Exception {
        // given
        CompletableFuture<Void> hold = new CompletableFuture<>();
        neighbour.pauseNext.set(hold);

        // when
        callAndLeave("gone@acme.example");
        hold.complete(null);
        UUID gone = known("gone@acme.example");
        UUID heard = UUID.fromString(connection.create("heard@acme.example"));

        // then
        await(heard);
        assertThat(neighbour.delivered).contains(heard).doesNotContain(gone);
    }

    /** A bulk request's creations are heard of with its answer. */
    @Test
    void aGroupsAnswerIsToldAloneAndInABulkRequest() {
        UUID alone = UUID.fromString(connection
                .scim()
                .contentType("application/scim+json")
                .body("{\"displayName\":\"moby:dev\"}")
                .post("/scim/v2/Groups")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        String location = connection
                .scim()
                .contentType("application/scim+json")
                .body("""
                        {"Operations":[{"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"moby:dev"}}]}""")
                .post("/scim/v2/Bulk")
                .then()
                .statusCode(200)
                .extract()
                .path("Operations[0].location");
        UUID inBulk = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));

        await(alone);
        await(inBulk);
        assertThat(neighbour.delivered).contains(alone, inBulk);
    }

    /** The socket is closed while the neighbour still thinks. */
    private void callAndLeave(String userName) throws Exception {
        String body = "{\"userName\":\"" + userName + "\"}";
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoLinger(true, 0); // a reset: the service learns of it before it answers
            socket.getOutputStream()
                    .write(("POST /scim/v2/Users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + connection.token.text()
                                    + "\r\nContent-Type: application/scim+json\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            neighbour.paused.get(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID known(String userName) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (connection.count(userName) == 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        return neighbour.id(userName);
    }

    private void await(UUID user) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!neighbour.delivered.contains(user) && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
    }
}
