package dev.rollcall.scim.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.RandomResources;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.filter.RandomFilters;
import dev.rollcall.scim.patch.Patch;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** RFC 7644 §3.4.2.2 and §3.5.2 as SCIM-SDK reads them: the same filter finds the same users, the same PATCH makes the same user. */
class ForeignOpinionTest {

    @Property(tries = 3_000)
    void aFilterFindsTheSameUsers(@ForAll long seed) {
        Random random = new Random(seed);
        Filter filter = RandomFilters.filter(random, 3);
        for (int i = 0; i < 3; i++) {
            ObjectNode user = RandomResources.user(random);
            if (Disputed.in(filter, user)) {
                continue;
            }

            assertThat(filter.matches(ResourceTypes.USER, user))
                    .as("%s on %s", filter, user)
                    .isEqualTo(ForeignSdk.matches(filter.toString(), user));
        }
    }

    /** As {@code INTEROP_STRICT} reads it. */
    @Property(tries = 3_000)
    void aPatchByPathsMakesTheSameUser(@ForAll long seed) {
        Random random = new Random(seed);
        judged(RandomResources.user(random), StrictPatches.byPaths(random), Mode.INTEROP_STRICT);
    }

    /**
     * As {@code COMPAT} reads it: the other mode follows the interop profile where that departs from RFC 7644 §3.5.2 (every operation has a
     * path) and §3.5.2.3 (what is left out of a replaced complex attribute stays).
     */
    @Property(tries = 3_000)
    void aPatchOfWholeValuesMakesTheSameUser(@ForAll long seed) {
        Random random = new Random(seed);
        judged(RandomResources.user(random), StrictPatches.ofWholeValues(random), Mode.COMPAT);
    }

    static void judged(ObjectNode user, ObjectNode message, Mode mode) {
        ObjectNode ours;
        try {
            ours = Patch.apply(
                    ResourceTypes.USER, user, PatchRequest.parse(message, mode).operations(), mode);
        } catch (ScimRefusal refusal) {
            // RFC 7644 §3.12, noTarget: "the path value contains a filter that yields no match". The SDK passes over it
            // in silence.
            assertThat(refusal.type()).as("%s on %s", message, user).isEqualTo(ScimType.noTarget);
            return;
        }
        assertThat(comparable(ours))
                .as("%s on %s", message, user)
                .isEqualTo(comparable(ForeignSdk.patched(user, message)));
    }

    /**
     * Without what the SDK leaves behind: empty containers, which stand for nothing (RFC 7643 §2.5), and one value with one
     * type twice, which RFC 7643 §2.4 advises against and RFC 7644 §3.5.2.1 does not let an add make.
     */
    private static ObjectNode comparable(ObjectNode user) {
        ObjectNode plain = ScimJson.read(user.toString());
        plain.remove(List.of("schemas", "meta", "id"));
        plain.properties()
                .removeIf(field ->
                        field.getValue().isContainerNode() && field.getValue().isEmpty());
        plain.properties().forEach(field -> field.setValue(distinct(field.getValue())));
        return plain;
    }

    private static JsonNode distinct(JsonNode value) {
        Map<String, JsonNode> once = new LinkedHashMap<>();
        value.forEach(one -> {
            String key = one.path("value") + "/" + one.path("type");
            if (one.path("primary").booleanValue()) {
                once.remove(key); // it stays where it is, not where the other one was
            }
            once.putIfAbsent(key, one);
        });
        return value.isArray() ? JsonNodeFactory.instance.arrayNode().addAll(once.values()) : value;
    }
}
