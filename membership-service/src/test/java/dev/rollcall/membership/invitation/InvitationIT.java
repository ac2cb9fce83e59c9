package dev.rollcall.membership.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.Stage;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-INV-3, R-INV-4, R-INV-7, R-INV-10: what owners do with invitations. How they are accepted, the sign-in's tests say. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class InvitationIT {
    @Inject
    AdminFixture admin;

    @Inject
    InvitationEnds ends;

    private static String path(House house) {
        return "/v2/orgs/" + house.name() + "/invites";
    }

    private static String address() {
        return AdminFixture.unique("bob") + "@elsewhere.example";
    }

    /** An organization with so many seats and an owner who has none of them. */
    private House small(int seats) {
        Stage stage = new Stage(seats, "EMAIL", "ORG_TEAM", "STRICT");
        return new House(stage.name, stage.organizationId);
    }

    private int seatsUsed(House house) {
        return (int) admin.number("select seats_used from organization where id = ?", house.id());
    }

    /** As if all had been mailed so long ago that one may mail again. */
    private void rest(House house) {
        admin.change(
                "update invitation set mailed_at = mailed_at - interval '6 minutes' where organization_id = ?",
                house.id());
    }

    @Test
    void anOwnerInvitesAnAddressWithARoleAndATeam() {
        House house = admin.organization();
        var owner = admin.person(house, "owner");
        admin.change(
                "insert into team (organization_id, id, name, name_key, created_at) values (?, ?, 'Core', 'core', now())",
                house.id(),
                UUID.randomUUID());
        String address = address();

        String id = admin.post(
                        owner.token(),
                        path(house),
                        Map.of("email", address.toUpperCase(), "role", "Editor", "team", "core"))
                .statusCode(201)
                .body("invitee", equalTo(address))
                .body("role", equalTo("editor"))
                .body("org", equalTo(house.name()))
                .body("inviter_username", notNullValue())
                .body("warning", nullValue())
                .extract()
                .path("id");

        admin.get(owner.token(), path(house))
                .body("invites", hasSize(1))
                .body("invites[0].id", equalTo(id))
                .body("invites[0].team", equalTo("Core"));
        assertThat(admin.events(house.id())).endsWith("InvitationSent");
        assertThat(admin.bodies(house.id(), "InvitationSent"))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"inviteId\":\"" + id + "\"", "\"role\":\"editor\""));
    }

    @Test
    void theSameAddressIsInvitedOnceAndAMemberNotAtAll() {
        House house = admin.organization();
        var member = admin.person(house, "member");
        String known = "p" + member.accountId().toString().replace("-", "") + "@people.example";
        String address = address();
        admin.post(admin.platform(), path(house), Map.of("email", address)).statusCode(201);

        admin.post(admin.platform(), path(house), Map.of("email", address))
                .statusCode(409)
                .body("code", equalTo("INVITATION_EXISTS"));
        admin.post(admin.platform(), path(house), Map.of("email", known))
                .statusCode(409)
                .body("code", equalTo("MEMBER_EXISTS"));
        admin.change("update member set status = 'INACTIVE' where id = ?", member.memberId());
        admin.post(admin.platform(), path(house), Map.of("email", known))
                .statusCode(409)
                .body("detail", containsString("deactivated"));
    }

    @Test
    void aWrongInvitationIsRefusedByItsField() {
        House house = admin.organization();

        for (Map<String, String> wrong : List.of(
                Map.of("email", "no address"),
                Map.of("email", "ａnn@acme.example"),
                Map.of("email", address(), "role", "root"),
                Map.of("email", address(), "origin", "x"))) {
            admin.post(admin.platform(), path(house), wrong).statusCode(400).body("code", equalTo("VALUE_INVALID"));
        }
        admin.post(admin.platform(), path(house), Map.of("email", address(), "team", "nobody's"))
                .statusCode(404)
                .body("code", equalTo("TEAM_UNKNOWN"));
    }

    /** R-INV-3, R-MEM-16. */
    @Test
    void aPendingInvitationHoldsASeatUntilItIsCancelled() {
        House house = small(1);
        String id = admin.post(admin.platform(), path(house), Map.of("email", address()))
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(seatsUsed(house)).isEqualTo(1);
        admin.post(admin.platform(), path(house), Map.of("email", address()))
                .statusCode(403)
                .body("code", equalTo("NO_SEAT"))
                .body(
                        "detail",
                        equalTo("Not enough seats in organization '" + house.name()
                                + "'. Add more seats or contact your administrator."));

        admin.delete(admin.platform(), "/v2/invites/" + id).statusCode(204);

        assertThat(seatsUsed(house)).isZero();
        admin.delete(admin.platform(), "/v2/invites/" + id).statusCode(404).body("code", equalTo("INVITATION_UNKNOWN"));
        assertThat(seatsUsed(house)).isZero();
        assertThat(admin.events(house.id())).containsExactly("InvitationSent", "InvitationCancelled");
    }

    /** R-INV-4. */
    @Test
    void afterFourteenDaysAnInvitationEndsAndItsSeatIsFree() {
        House house = small(1);
        String address = address();
        admin.post(admin.platform(), path(house), Map.of("email", address)).statusCode(201);
        assertThat(admin.number(
                        "select count(*) from invitation where organization_id = ? and expires_at = created_at + interval '14 days'",
                        house.id()))
                .isEqualTo(1);
        admin.change("update invitation set expires_at = now() where organization_id = ?", house.id());

        ends.sweep();

        assertThat(seatsUsed(house)).isZero();
        admin.get(admin.platform(), path(house)).body("invites", hasSize(0));
        rest(house);
        admin.post(admin.platform(), path(house), Map.of("email", address)).statusCode(201);
        admin.change("update invitation set expires_at = now() where organization_id = ?", house.id());
        rest(house);
        admin.post(admin.platform(), path(house), Map.of("email", address)).statusCode(201);
        assertThat(admin.events(house.id()))
                .containsExactly(
                        "InvitationSent", "InvitationExpired", "InvitationSent", "InvitationExpired", "InvitationSent");
    }

    /** R-INV-7: a cancelled invitation has been mailed, too. */
    @Test
    void whoCancelsCannotInviteTheSameAddressAgainAtOnce() {
        House house = small(1);
        Map<String, String> invitation = Map.of("email", address());
        String id = admin.post(admin.platform(), path(house), invitation)
                .statusCode(201)
                .extract()
                .path("id");
        admin.delete(admin.platform(), "/v2/invites/" + id).statusCode(204);

        admin.post(admin.platform(), path(house), invitation)
                .statusCode(429)
                .body("code", equalTo("RATE_LIMITED"))
                .body("detail", containsString("wait 5 minutes"));

        assertThat(seatsUsed(house)).isZero();
        admin.post(admin.platform(), path(house), Map.of("email", address())).statusCode(201);
        admin.change("update organization set seats = 2 where id = ?", house.id());
        rest(house);
        admin.post(admin.platform(), path(house), invitation).statusCode(201);
    }

    /** R-INV-10. */
    @Test
    void whereScimIsOnTheOwnerIsTold() {
        Stage stage = new Stage();

        admin.post(admin.platform(), "/v2/orgs/" + stage.name + "/invites", Map.of("email", stage.mail("zoe")))
                .statusCode(201)
                .body("warning", containsString("identity provider"));
    }

    @Test
    void invitationsAreTheirOrganizationsOwn() {
        House mine = admin.organization();
        House other = admin.organization();
        String token = admin.person(mine, "owner").token();
        String member = admin.person(mine, "member").token();
        String id = admin.post(admin.platform(), path(other), Map.of("email", address()))
                .extract()
                .path("id");
        String own = admin.post(admin.platform(), path(mine), Map.of("email", address()))
                .extract()
                .path("id");

        admin.get(token, path(other)).statusCode(404);
        admin.post(token, path(other), Map.of("email", address())).statusCode(404);
        admin.get(member, path(mine)).statusCode(403);
        admin.delete(token, "/v2/invites/" + id).statusCode(404).body("code", equalTo("INVITATION_UNKNOWN"));
        admin.delete(token, "/v2/invites/" + UUID.randomUUID()).statusCode(404);
        admin.delete(token, "/v2/invites/x").statusCode(404);
        admin.delete(member, "/v2/invites/" + own).statusCode(403);
        admin.delete("none", "/v2/invites/" + own).statusCode(401);
    }
}
