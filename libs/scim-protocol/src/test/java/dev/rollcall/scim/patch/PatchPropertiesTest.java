package dev.rollcall.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.RandomResources;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a PATCH says, the resource stays one that the reader would accept as it is; jqwik prints the seed of a failure. */
class PatchPropertiesTest {
    private static final String E = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String[] PATHS = {
        "userName",
        "active",
        "title",
        "name",
        "name.givenName",
        "name.nonsense",
        "emails",
        "emails.value",
        "emails.primary",
        "emails[type eq \"work\"]",
        "emails[type eq \"work\"].value",
        "emails[type eq \"home\"].primary",
        "emails[value eq \"a\"].type",
        "emails[primary eq \"True\"].value",
        "emails[type ne \"x\"].display",
        "phoneNumbers[type eq \"\"].value",
        "emails[type pr]",
        E,
        E + ":department",
        E + ":manager",
        E + ":manager.value",
        "manager",
        "id",
        "meta",
        "schemas",
        "groups",
        "password",
        "urn:x:y:z",
        "addresses[type eq \"work\"].locality",
        "addresses",
        "a.b.c",
        "[",
        "emails[",
        "",
        "roles"
    };

    @Property(tries = 20_000)
    void aPatchedResourceIsAsTheReaderWouldAcceptIt(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode user = RandomResources.user(random);
        ObjectNode before = user.deepCopy();
        Mode mode = random.nextInt(4) == 0 ? Mode.INTEROP_STRICT : Mode.COMPAT;
        ObjectNode message = message(random);
        try {
            List<PatchOperation> operations = PatchRequest.parse(message, mode).operations();
            ObjectNode patched = Patch.apply(ResourceTypes.USER, user, operations, mode);

            assertThat(patched.remove("id")).isEqualTo(before.get("id"));
            assertThat(ResourceReader.read(ResourceTypes.USER, patched, mode))
                    .as("%s on %s", message, before)
                    .isEqualTo(patched);
        } catch (ScimRefusal refusal) {
            assertThat(refusal.detail()).isNotBlank();
        }
        assertThat(user).as("the input stays as it was").isEqualTo(before);
    }

    /** What the registry of quirks does not explain is no difference between the modes. */
    @Property(tries = 20_000)
    void whereNoQuirkIsMetBothModesSayTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode user = RandomResources.user(random);
        ObjectNode message = message(random);
        Leeway lenient = new Leeway(Mode.COMPAT);
        String outcome = patched(user, message, lenient);
        if (lenient.tolerated().stream().allMatch(Mode.INTEROP_STRICT::tolerates)) {
            assertThat(patched(user, message, new Leeway(Mode.INTEROP_STRICT)))
                    .as("%s on %s", message, user)
                    .isEqualTo(outcome);
        }
    }

    private static String patched(ObjectNode user, ObjectNode message, Leeway leeway) {
        try {
            List<PatchOperation> operations =
                    PatchRequest.parse(message, leeway).operations();
            return Patch.apply(ResourceTypes.USER, user, operations, leeway).toString();
        } catch (ScimRefusal refusal) {
            return "refused";
        }
    }

    @Property(tries = 5_000)
    void aGroupPatchIsReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        for (Mode mode : Mode.values()) {
            try {
                List<PatchOperation> operations =
                        PatchRequest.parse(message(random), mode).operations();
                assertThat(GroupPatch.parse(operations, mode)).isNotNull();
            } catch (ScimRefusal refusal) {
                assertThat(refusal.detail()).isNotBlank();
            }
        }
    }

    private static ObjectNode message(Random random) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putArray("schemas").add(PatchRequest.SCHEMA);
        var operations = message.putArray("Operations");
        for (int i = random.nextInt(4); i >= 0; i--) {
            ObjectNode operation =
                    operations.addObject().put("op", new String[] {"add", "Replace", "remove"}[random.nextInt(3)]);
            if (random.nextInt(4) > 0) {
                operation.put("path", random.nextInt(6) == 0 ? "members" : PATHS[random.nextInt(PATHS.length)]);
                if (random.nextInt(6) > 0) {
                    operation.set("value", value(random, 2));
                }
            } else {
                ObjectNode attributes = operation.putObject("value");
                for (int j = random.nextInt(4); j > 0; j--) {
                    attributes.set(PATHS[random.nextInt(PATHS.length)], value(random, 2));
                }
            }
        }
        return message;
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> json.nullNode();
            case 1 -> json.booleanNode(random.nextBoolean());
            case 2 -> json.numberNode(random.nextInt());
            case 3 -> json.textNode("");
            case 4, 5 -> json.textNode(RandomResources.word(random));
            case 6 -> {
                var array = json.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = json.objectNode();
                String[] names = {
                    "value", "type", "primary", "display", "givenName", "department", "manager", "VALUE", "x"
                };
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(names[random.nextInt(names.length)], value(random, depth - 1));
                }
                yield object;
            }
        };
    }
}
