package dev.rollcall.scimendpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rollcall.contract.provisioning.GroupRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-GRP-20, E13: a group of any size is written as its members come; the neighbour has as many as the test wants. */
@QuarkusTest
@QuarkusTestResource(NeighbourTestResource.class)
class LargeGroupAnswerIT {
    private static final int MANY = 400_000;
    /** A tree of that many members takes some hundred megabytes. */
    private static final long GROWTH_MAX = 64L << 20;

    private final Neighbour neighbour = NeighbourTestResource.neighbour;
    private TestConnection connection;

    @BeforeEach
    void aConnectionWithAToken() {
        connection = new TestConnection(neighbour, 10_000, true, null);
    }

    @AfterEach
    void smallGroups() {
        neighbour.groupSize = 0;
        neighbour.groupGoneAfter = Long.MAX_VALUE;
    }

    @Test
    void aLargeGroupArrivesWholeAndIsNeverInMemoryAsAWhole() throws Exception {
        // given
        neighbour.groupSize = MANY;
        heap();
        long before = heap();
        long halfway = 0;
        long seen = 0;

        // when
        try (InputStream answer = read("").body();
                JsonParser json = new JsonFactory().createParser(answer)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING && "value".equals(json.currentName())) {
                    seen++;
                    assertThat(json.getText()).isEqualTo(new UUID(1, seen).toString());
                    if (seen == MANY / 2) {
                        halfway = heap();
                    }
                }
            }
        }

        // then
        assertThat(seen).isEqualTo(MANY);
        assertThat(halfway - before).as("bytes of heap after a collection").isLessThan(GROWTH_MAX);
    }

    /** An exact multiple of what travels together ends, too; and headers and projection are those of a small group. */
    @Test
    void whatGoesRoundALargeGroupIsAsForASmallOne() {
        neighbour.groupSize = 2L * GroupRecord.MEMBERS_TOGETHER_MAX;
        UUID group = UUID.randomUUID();

        connection
                .scim()
                .get("/scim/v2/Groups/" + group)
                .then()
                .statusCode(200)
                .contentType("application/scim+json")
                .header("ETag", equalTo("W/\"1\""))
                .header("Location", org.hamcrest.Matchers.endsWith("/scim/v2/Groups/" + group))
                .body("displayName", equalTo("moby:dev"))
                .body("members", hasSize(2 * GroupRecord.MEMBERS_TOGETHER_MAX))
                .body("members[9999].display", equalTo("Member 10000"))
                .body("meta.resourceType", equalTo("Group"));
        connection
                .scim()
                .queryParam("attributes", "members.value")
                .get("/scim/v2/Groups/" + group)
                .then()
                .body("displayName", equalTo(null))
                .body("members", hasSize(2 * GroupRecord.MEMBERS_TOGETHER_MAX))
                .body("members[9999].display", equalTo(null));
    }

    /** The group is removed while its members are written. */
    @Test
    void anAnswerThatCannotBeFinishedDoesNotLookFinished() throws Exception {
        neighbour.groupSize = MANY;
        neighbour.groupGoneAfter = 10L * GroupRecord.MEMBERS_TOGETHER_MAX;

        HttpResponse<InputStream> answer = read("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
        neighbour.groupGoneAfter = Long.MAX_VALUE;
        neighbour.groupSize = 1;
        connection.scim().get("/scim/v2/Groups/" + UUID.randomUUID()).then().statusCode(200);
    }

    private HttpResponse<InputStream> read(String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + RestAssured.port + "/scim/v2/Groups/" + UUID.randomUUID() + query))
                .header("Authorization", "Bearer " + connection.token.text())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
