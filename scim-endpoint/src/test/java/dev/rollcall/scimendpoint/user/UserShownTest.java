package dev.rollcall.scimendpoint.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.provisioning.UserText;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ExtensionDocument;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.http.ResourceBase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R-SCIM-13, R-SCIM-48: the text that most answers are made of says what the attributes one by one would. */
class UserShownTest {
    private static final int USERS = 3_000;
    private static final String OWN = "urn:example:badge";
    private static final String[] WORDS = {
        "ada",
        "\"urn:",
        "urn:example:badge",
        "é😀",
        "\\",
        "\"password\":",
        "urn:ietf:params:scim:schemas:core:2.0:User",
        "a\nb"
    };
    private static final String[] EXTENSIONS = {
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        "urn:ietf:params:scim:schemas:extension:docker:2.0:User",
        "urn:rollcall:params:scim:schemas:extension:member:2.0:User",
        OWN
    };
    private static final String[][] CHOICES = {
        {null, null},
        {null, null},
        {null, ""},
        {" ", null},
        {"userName,emails.value", null},
        {"groups," + EXTENSIONS[0] + ":department", null},
        {null, "name.givenName," + EXTENSIONS[2]},
        {"nobodyKnows", null},
        {null, "nobodyKnows"}
    };

    /** Set {@code -Drollcall.seed=…} to repeat a run. */
    private final long seed = Long.getLong("rollcall.seed", System.nanoTime());

    private final Random random = new Random(seed);
    private final UserRendering rendering = new UserRendering(new ResourceBase("https://scim.example/a\"b"));
    private final ResourceType extended =
            ResourceTypes.USER.with(List.of(ExtensionDocument.read(OWN, ScimJson.read("""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Schema"],"id":"%s","name":"Badge","description":"d","attributes":[
              {"name":"colour","type":"string","description":"d","multiValued":false,"required":false,"caseExact":false,
               "mutability":"readWrite","returned":"default","uniqueness":"none"},
              {"name":"pin","type":"string","description":"d","multiValued":false,"required":false,"caseExact":false,
               "mutability":"readWrite","returned":"request","uniqueness":"none"}]}""".formatted(OWN)))));

    @Test
    void everyUserIsShownAsItsAttributesOneByOneWouldBe() throws Exception {
        for (int i = 0; i < USERS; i++) {
            UserText user = user();
            ResourceType type = random.nextBoolean() ? ResourceTypes.USER : extended;
            String[] choice = CHOICES[random.nextInt(CHOICES.length)];
            Projection projection = Projection.of(choice[0], choice[1], type);

            String shown = rendering.show(user, type, projection);

            ObjectNode oneByOne = projection.apply(rendering.render(user.parsed(), type));
            assertThat(ScimJson.read(shown)).as("seed %d: %s", seed, user).isEqualTo(oneByOne);
            assertThat(ScimJson.read(shown).toString()).as("order").isEqualTo(oneByOne.toString());
        }
    }

    /** As stored: what our writers write, and what the database writes, which puts blanks between. */
    private UserText user() throws Exception {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("userName", word());
        if (random.nextBoolean()) {
            resource.put("active", random.nextBoolean()).put("title", word());
        }
        if (random.nextInt(10) == 0) {
            resource.put("password", word());
        }
        if (random.nextBoolean()) {
            resource.putObject("name").put("givenName", word()).put("familyName", word());
        }
        ArrayNode emails = resource.putArray("emails");
        for (int i = random.nextInt(3); i > 0; i--) {
            emails.addObject().put("value", word()).put("primary", i == 1);
        }
        for (String extension : EXTENSIONS) {
            if (random.nextInt(3) == 0) {
                resource.set(extension, values(extension));
            }
        }
        if (random.nextInt(20) == 0) {
            resource.removeAll();
        }
        List<UserRecord.Reference> groups = random.nextBoolean() ? null : new ArrayList<>();
        for (int i = random.nextInt(3); groups != null && i > 0; i--) {
            groups.add(new UserRecord.Reference(id(), random.nextBoolean() ? null : word()));
        }
        return new UserText(id(), text(resource), moment(), moment(), random.nextInt(100), groups);
    }

    private ObjectNode values(String extension) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        if (extension.equals(OWN)) {
            return values.put("colour", word()).put("pin", word()).put("gone", word());
        }
        if (extension.contains("enterprise")) {
            values.putObject("manager").put("value", word()).put("displayName", word());
            return values.put("department", word());
        }
        return extension.contains("docker")
                ? values.put("dockerRole", word())
                : values.put("username", word()).put("origin", "SCIM").put("managedBy", "NONE");
    }

    private String text(ObjectNode resource) throws Exception {
        return random.nextBoolean()
                ? resource.toString()
                : new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(resource)
                        .replace("\" : ", "\": ")
                        .replace("{ }", "{}")
                        .replaceAll("\n *", " ");
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private Instant moment() {
        return Instant.ofEpochSecond(random.nextInt(), 1_000L * random.nextInt(1_000_000));
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
