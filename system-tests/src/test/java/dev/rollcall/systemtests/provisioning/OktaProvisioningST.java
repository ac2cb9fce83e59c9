package dev.rollcall.systemtests.provisioning;

import static dev.rollcall.systemtests.suite.People.filter;
import static dev.rollcall.systemtests.suite.People.mail;
import static dev.rollcall.systemtests.suite.People.okta;
import static dev.rollcall.systemtests.suite.People.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.Answer;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.People;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Organization acme, provisioned by an Okta: looks first, replaces whole users, deactivates by PATCH without a path. */
class OktaProvisioningST {
    private final Http okta = RunningSuite.get().scim("acme");

    /** O1, R-TOK-9: integers, and an empty list that is there. */
    @Test
    void theTestOfTheConnectionFindsNobody() {
        JsonNode found = okta.get("/Users" + filter("userName eq \"nobody@acme.example\"") + "&startIndex=1&count=100")
                .requireStatus(200)
                .json();

        assertThat(found.required("totalResults").isInt()).isTrue();
        assertThat(found.required("totalResults").asInt()).isZero();
        assertThat(found.required("startIndex").isInt()).isTrue();
        assertThat(found.required("itemsPerPage").isInt()).isTrue();
        assertThat(found.required("Resources").isArray()).isTrue();
    }

    /** O2, O12, R-SCIM-17, R-SCIM-22: after a 201 every read shows the user. */
    @Test
    void aCreatedUserIsThereForEveryReadAtOnce() {
        String mail = mail("ann", "acme.example");

        Answer created = okta.sending("application/scim+json; charset=utf-8")
                .post("/Users", okta(mail))
                .requireStatus(201);

        JsonNode user = created.json();
        assertThat(created.header("Content-Type")).startsWith("application/scim+json");
        assertThat(created.header("Location"))
                .isEqualTo(okta.base() + "/Users/" + created.id())
                .isEqualTo(user.at("/meta/location").asText());
        assertThat(user.path("userName").asText()).isEqualTo(mail);
        assertThat(user.has("password")).isFalse();
        assertThat(okta.get("/Users/" + created.id()).requireStatus(200).json()).isEqualTo(user);
        assertFound("userName eq \"" + mail.toUpperCase(Locale.ROOT) + "\"", created.id());
        assertFound("externalId eq \"" + okta(mail).get("externalId") + "\"", created.id());
    }

    /** O3, R-SCIM-32: Okta reads, changes and puts back the whole user, read-only fields included. */
    @Test
    void aReplacedUserKeepsItsIdAndShowsTheNewName() {
        String id = create("bob");
        Map<String, Object> changed = okta(mailOf(id));
        changed.put("id", id);
        changed.put("meta", Map.of("resourceType", "User", "created", "2001-01-01T00:00:00Z"));
        changed.put("name", Map.of("givenName", "Robert", "familyName", "Lee"));

        JsonNode replaced = okta.put("/Users/" + id, changed).requireStatus(200).json();

        assertThat(replaced.path("id").asText()).isEqualTo(id);
        assertThat(replaced.at("/name/givenName").asText()).isEqualTo("Robert");
        assertThat(replaced.at("/meta/created").asText()).doesNotStartWith("2001");
        assertThat(okta.get("/Users/" + id).requireStatus(200).json()).isEqualTo(replaced);
    }

    /** O4, O5, R-SCIM-26, R-SCIM-34, R-SCIM-36: out by PATCH, still readable; in again under the same id. */
    @Test
    void aDeactivatedUserStaysReadableAndComesBackAsTheSame() {
        String id = create("cat");
        Map<String, Object> off = patch(Map.of("op", "replace", "value", Map.of("active", false)));

        okta.patch("/Users/" + id, off).requireStatus(200);

        assertThat(active(id)).isFalse();
        assertFound("userName eq \"" + mailOf(id) + "\"", id);
        Map<String, Object> back = okta(mailOf(id));
        assertThat(okta.put("/Users/" + id, back)
                        .requireStatus(200)
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();
        okta.patch("/Users/" + id, off).requireStatus(200);
        assertThat(okta.post("/Users", back).requireStatus(201).id()).isEqualTo(id);
        assertThat(active(id)).isTrue();
    }

    /** R-SCIM-33: what is not said does not deactivate. */
    @Test
    void aReplacementThatDoesNotNameActiveLeavesItAsItWas() {
        String id = create("dan");
        Map<String, Object> silent = okta(mailOf(id));
        silent.remove("active");

        okta.put("/Users/" + id, silent).requireStatus(200);

        assertThat(active(id)).isTrue();
    }

    /** R-SCIM-37. */
    @Test
    void aDeletedUserIsGoneAndTheAddressFreeForAnother() {
        String id = create("eve");
        String mail = mailOf(id);

        okta.delete("/Users/" + id).requireStatus(204);

        okta.get("/Users/" + id).requireScimError(404, "");
        okta.delete("/Users/" + id).requireScimError(404, "");
        assertThat(okta.get("/Users" + filter("userName eq \"" + mail + "\""))
                        .json()
                        .path("totalResults")
                        .asInt())
                .isZero();
        assertThat(okta.post("/Users", okta(mail)).requireStatus(201).id()).isNotEqualTo(id);
    }

    /** R-SCIM-42: a repeated full push changes nothing, not even the time of the last change. */
    @Test
    void theSameUserPushedAgainIsUnchanged() {
        String id = create("fay");
        JsonNode before = okta.get("/Users/" + id).json();

        JsonNode after =
                okta.put("/Users/" + id, okta(mailOf(id))).requireStatus(200).json();

        assertThat(after).isEqualTo(before);
    }

    private String create(String name) {
        return okta.post("/Users", okta(mail(name, "acme.example")))
                .requireStatus(201)
                .id();
    }

    private String mailOf(String id) {
        return okta.get("/Users/" + id)
                .requireStatus(200)
                .json()
                .path("userName")
                .asText();
    }

    private boolean active(String id) {
        return okta.get("/Users/" + id)
                .requireStatus(200)
                .json()
                .required("active")
                .asBoolean();
    }

    private void assertFound(String filter, String id) {
        JsonNode found =
                okta.get("/Users" + People.filter(filter)).requireStatus(200).json();
        assertThat(found.path("totalResults").asInt()).as(filter).isEqualTo(1);
        assertThat(found.at("/Resources/0/id").asText()).isEqualTo(id);
    }
}
