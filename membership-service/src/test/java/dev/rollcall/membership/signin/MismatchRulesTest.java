package dev.rollcall.membership.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.membership.signin.MismatchRules.Mismatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-ORG-5, R-ORG-9: where the assertion and SCIM do not say the same. */
class MismatchRulesTest {
    private static List<Mismatch> between(Scene scene, Person person) {
        Known known = scene.known();
        return MismatchRules.between(person, Scene.mapping(known, person), known);
    }

    @Test
    void everyAttributeThatBothSentIsCompared() {
        Scene scene = new Scene()
                .member(0, true, true, Scene.CONNECTION)
                .described(true, "Ann Li", "editor", "Core", "acme:core", "acme:web");

        assertThat(between(scene, Scene.person("owner", null, "web", "ACME:Web", "whale:desktop")))
                .containsExactly(
                        new Mismatch("name", "Ann Lee", "Ann Li"),
                        new Mismatch("role", "owner", "editor"),
                        new Mismatch("team", "web", "core"),
                        new Mismatch("groups", "acme:web, whale:desktop", "acme:core, acme:web"));
    }

    @Test
    void whatOneOfThemLeavesOutIsNoDifference() {
        Scene silent = new Scene().member(0, true, false, null).described(true, null, null, null);
        Scene telling = new Scene()
                .member(0, true, true, Scene.CONNECTION)
                .described(true, "Ann Lee", "editor", "Core", "acme:core");

        assertThat(between(silent, Scene.person("owner", null, "web", "acme:web")))
                .isEmpty();
        assertThat(between(telling, Scene.person(null, null, null))).isEmpty();
        assertThat(between(telling, Scene.person("Editor", null, "core", "acme:CORE")))
                .isEmpty();
    }

    /** A role that SCIM does not send is the one that it manages. */
    @Test
    void aRoleIsComparedWithThatOfTheManagedMember() {
        Scene scene = new Scene().member(0, true, true, Scene.CONNECTION).described(true, null, null, null);

        assertThat(between(scene, Scene.person("owner", null, null)))
                .containsExactly(new Mismatch("role", "owner", "member"));
        assertThat(between(scene, Scene.person("owner", "whale", null))).isEmpty();
    }

    @Test
    void whomScimDoesNotDescribeItCannotContradict() {
        assertThat(between(new Scene().member(0, true, false, null), Scene.person("owner", null, "x", "acme:y")))
                .isEmpty();
    }
}
