package dev.rollcall.membership.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.rollcall.contract.provisioning.IssuerClaim;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.InfraTestResource;
import dev.rollcall.membership.admin.AdminFixture;
import dev.rollcall.membership.admin.AdminFixture.House;
import dev.rollcall.membership.token.TrustedIssuers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** E24: a connection takes the tokens of one issuer besides its own, and an issuer speaks for one connection. */
@QuarkusTest
@QuarkusTestResource(value = InfraTestResource.class, initArgs = @ResourceArg(name = "schema", value = "membership"))
class ScimTrustIT {
    @Inject
    AdminFixture admin;

    @Inject
    TrustedIssuers issuers;

    private static Map<String, Object> entra(String issuer) {
        return Map.of(
                "issuer",
                issuer,
                "audience",
                "8adf8e6e-67b2-4cf2-a259-e3dc5476c621",
                "jwksUri",
                "https://login.microsoftonline.com/common/discovery/keys");
    }

    private static String tenant() {
        return "https://sts.windows.net/" + UUID.randomUUID() + "/";
    }

    private static String path(UUID connection) {
        return "/v2/connections/" + connection;
    }

    @Test
    void anOwnerSetsAndTakesBackTheTrustAndBothAreTold() {
        House house = admin.organization();
        UUID connection = admin.connection(house);
        String owner = admin.person(house, "owner").token();
        String issuer = tenant();

        admin.patch(owner, path(connection), Map.of("scimTrust", entra(issuer)))
                .statusCode(200)
                .body("scimTrust.issuer", equalTo(issuer))
                .body("scimTrust.subject", nullValue());
        var found = issuers.require(new IssuerClaim(issuer));
        assertThat(found.client().connectionId()).isEqualTo(connection);
        assertThat(found.trust().audience()).isEqualTo("8adf8e6e-67b2-4cf2-a259-e3dc5476c621");
        assertThat(admin.bodies(house.id(), "SsoConnectionUpdated"))
                .singleElement()
                .asString()
                .contains("scimTrust", issuer);

        Map<String, Object> none = new HashMap<>();
        none.put("scimTrust", null);
        admin.patch(owner, path(connection), Map.of("scimTrust", entra(issuer))).statusCode(200);
        admin.patch(owner, path(connection), none).statusCode(200).body("scimTrust", nullValue());
        assertThat(admin.bodies(house.id(), "SsoConnectionUpdated")).hasSize(2);
        assertThatThrownBy(() -> issuers.require(new IssuerClaim(issuer))).isInstanceOf(Refused.class);
    }

    @Test
    void anIssuerSpeaksForOneConnection() {
        House house = admin.organization();
        String issuer = tenant();
        admin.patch(admin.platform(), path(admin.connection(house)), Map.of("scimTrust", entra(issuer)))
                .statusCode(200);

        admin.patch(admin.platform(), path(admin.connection(admin.organization())), Map.of("scimTrust", entra(issuer)))
                .statusCode(409)
                .body("code", equalTo("TRUST_TAKEN"));
    }

    @Test
    void ofManyAtOnceOneGetsTheIssuer() throws Exception {
        String issuer = tenant();
        String token = admin.platform();
        List<UUID> connections = IntStream.range(0, 4)
                .mapToObj(i -> admin.connection(admin.organization()))
                .toList();
        int granted = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> answers = connections.stream()
                    .map(connection -> threads.submit(
                            () -> admin.patch(token, path(connection), Map.of("scimTrust", entra(issuer)))
                                    .extract()
                                    .statusCode()))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 409);
                granted += answer.get() == 200 ? 1 : 0;
            }
        }
        assertThat(granted).isEqualTo(1);
    }

    @Test
    void everyBadValueIsNamedAndOnlyOwnersSetIt() {
        House house = admin.organization();
        UUID connection = admin.connection(house);
        Map<String, Object> noAudience = new HashMap<>(entra(tenant()));
        noAudience.remove("audience");
        Map<String, Object> plain = new HashMap<>(entra(tenant()));
        plain.put("jwksUri", "http://idp.example/keys");
        Map<String, Object> more = new HashMap<>(entra(tenant()));
        more.put("jku", "x");

        admin.patch(admin.platform(), path(connection), Map.of("scimTrust", noAudience))
                .statusCode(400)
                .body("detail", containsString("audience:"));
        admin.patch(admin.platform(), path(connection), Map.of("scimTrust", plain))
                .statusCode(400)
                .body("detail", containsString("jwksUri:"));
        admin.patch(admin.platform(), path(connection), Map.of("scimTrust", more))
                .statusCode(400)
                .body("detail", containsString("jku:"));
        admin.patch(admin.platform(), path(connection), Map.of("scimTrust", "entra"))
                .statusCode(400)
                .body("detail", containsString("scimTrust:"));
        admin.patch(admin.person(house, "editor").token(), path(connection), Map.of("scimTrust", entra(tenant())))
                .statusCode(403);
        assertThatThrownBy(() -> issuers.require(new IssuerClaim("\0"))).isInstanceOf(Refused.class);
    }
}
