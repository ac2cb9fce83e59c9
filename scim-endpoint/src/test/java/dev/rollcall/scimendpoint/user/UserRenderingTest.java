package dev.rollcall.scimendpoint.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.http.ResourceBase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-SCIM-13, R-SCIM-16, R-SCIM-17, E9. */
class UserRenderingTest {
    private static final UUID ID = new UUID(1, 2);
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");
    private final UserRendering rendering = new UserRendering(new ResourceBase("https://scim.example/"));

    @Test
    void aUserShowsItsGroupsWithAddresses() throws Exception {
        // given
        UUID group = new UUID(3, 4);
        UserRecord user =
                user("{\"userName\":\"a@b.example\"}", List.of(new UserRecord.Reference(group, "moby:backend")));
        // when
        ObjectNode rendered = rendering.render(user, ResourceTypes.USER);
        // then
        assertThat(rendered.at("/groups/0/value").asText()).isEqualTo(group.toString());
        assertThat(rendered.at("/groups/0/display").asText()).isEqualTo("moby:backend");
        assertThat(rendered.at("/groups/0/$ref").asText()).isEqualTo("https://scim.example/scim/v2/Groups/" + group);
    }

    @Test
    void nobodysGroupsAreNotAnEmptyList() throws Exception {
        assertThat(rendering.render(user("{}", List.of()), ResourceTypes.USER).has("groups"))
                .isFalse();
        assertThat(rendering.render(user("{}", null), ResourceTypes.USER).has("groups"))
                .isFalse();
    }

    @Test
    void schemasNameOnlyTheExtensionsThatHaveValues() throws Exception {
        String docker = "urn:ietf:params:scim:schemas:extension:docker:2.0:User";
        ObjectNode rendered =
                rendering.render(user("{\"" + docker + "\":{\"dockerRole\":\"owner\"}}", null), ResourceTypes.USER);
        assertThat(rendered.path("schemas"))
                .map(uri -> uri.asText())
                .containsExactly("urn:ietf:params:scim:schemas:core:2.0:User", docker);
    }

    @Test
    void metaTellsTypeTimesPlaceAndVersion() throws Exception {
        ObjectNode meta = (ObjectNode)
                rendering.render(user("{}", null), ResourceTypes.USER).path("meta");
        assertThat(meta.path("resourceType").asText()).isEqualTo("User");
        assertThat(meta.path("created").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(meta.path("location").asText()).isEqualTo("https://scim.example/scim/v2/Users/" + ID);
        assertThat(meta.path("version").asText()).isEqualTo("W/\"7\"");
    }

    private static UserRecord user(String resource, List<UserRecord.Reference> groups) throws Exception {
        return new UserRecord(
                ID, (ObjectNode) new ObjectMapper().readTree(resource), CREATED, CREATED.plusSeconds(1), 7, groups);
    }
}
