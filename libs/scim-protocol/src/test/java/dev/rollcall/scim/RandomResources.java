package dev.rollcall.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.resource.ResourceReader;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.Random;

/** Users made by chance from few words, so that collisions happen. */
public final class RandomResources {
    private static final String[] WORDS = {
        "work", "home", "a", "A", "b\"\\c", "é😀", "x@y.z", "X@Y.Z", "true", "7", " z ", "null"
    };

    private RandomResources() {}

    public static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    /** As the reader accepts it, with an id. */
    public static ObjectNode user(Random random) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("userName", word(random));
        if (random.nextBoolean()) {
            user.put("active", random.nextBoolean());
        }
        if (random.nextBoolean()) {
            user.putObject("name").put("givenName", word(random)).put("familyName", word(random));
        }
        for (String list : new String[] {"emails", "phoneNumbers"}) {
            ArrayNode values = user.putArray(list);
            for (int i = random.nextInt(4); i > 0; i--) {
                values.addObject()
                        .put("value", word(random))
                        .put("type", word(random))
                        .put("primary", random.nextInt(3) == 0);
            }
        }
        if (random.nextBoolean()) {
            user.putObject("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
                    .put("department", word(random))
                    .put("manager", word(random));
        }
        ObjectNode read = ResourceReader.read(ResourceTypes.USER, user, Mode.COMPAT);
        read.put("id", "u1");
        return read;
    }
}
