package dev.rollcall.systemtests.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import java.util.UUID;

/** Valid bodies, or nearly: users, groups, PATCH, searches and Bulk, about the resources that are there. */
record FuzzedBodies(Targets users, Targets groups) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MESSAGE = "urn:ietf:params:scim:api:messages:2.0:";
    private static final String[] METHODS = {"POST", "PUT", "PATCH", "DELETE", "GET", "post", "", "FOO"};
    private static final String[] PATHS = {
        "/Users",
        "/Groups",
        "Users",
        "/Me",
        "/Bulk",
        "",
        "/",
        "/Users/bulkId:b1",
        "/Groups/bulkId:b2",
        "/Users/x/y",
        "/Users?x=y",
        "https://x.example/Users"
    };
    private static final String[] VERSIONS = {"W/\"1\"", "\"2\"", "*", "", "x"};

    ObjectNode user(Random random) {
        String name = "u"
                + UUID.nameUUIDFromBytes(
                        new byte[] {(byte) random.nextInt(), (byte) random.nextInt(), (byte) random.nextInt()});
        return (ObjectNode) json("""
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                 "userName":"%1$s","externalId":"x%1$s","name":{"givenName":"Ann","familyName":"Lee","formatted":"Ann Lee"},
                 "displayName":"Ann","active":true,"title":"t","locale":"en-US","timezone":"Europe/Berlin","profileUrl":"https://x.example/a",
                 "emails":[{"value":"%1$s@fuzz.example","type":"work","primary":true},{"value":"h@home.example","type":"home"}],
                 "phoneNumbers":[{"value":"tel:+1","type":"mobile"}],"addresses":[{"type":"work","country":"DE","locality":"Bonn"}],
                 "roles":[{"value":"r"}],"x509Certificates":[{"value":"QUJD"}],"photos":[{"value":"https://x.example/p"}],"groups":[],
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"d","employeeNumber":"1","manager":{"value":"%2$s"}}}
                """.formatted(name, users.any(random)));
    }

    ObjectNode group(Random random) {
        return (ObjectNode) json("""
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"g%d","externalId":"g%d",
                 "members":[{"value":"%s"},{"value":"%s","type":"User","display":"x","$ref":"https://x.example/y"}]}
                """.formatted(
                        random.nextInt(100_000), random.nextInt(1_000_000), users.any(random), users.any(random)));
    }

    ObjectNode patch(Random random) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putArray("schemas").add(MESSAGE + "PatchOp");
        ArrayNode operations = patch.putArray("Operations");
        for (int i = random.nextInt(4); i >= 0; i--) {
            ObjectNode operation = operations
                    .addObject()
                    .put("op", FuzzedText.one(random, "add", "replace", "remove", "Replace", "Add"));
            if (random.nextInt(4) > 0) {
                operation.put("path", FuzzedText.path(random));
            }
            if (random.nextInt(5) > 0) {
                operation.set(
                        "value",
                        switch (random.nextInt(6)) {
                            case 0 -> user(random);
                            case 1 -> json("[{\"value\":\"" + users.any(random) + "\"}]");
                            case 2 -> group(random).path("members");
                            case 3 -> json("{\"type\":\"work\",\"value\":\"x\",\"primary\":true}");
                            default -> FuzzedJson.raw(random);
                        });
            }
        }
        return patch;
    }

    ObjectNode search(Random random) {
        ObjectNode search = JSON.createObjectNode().put("filter", FuzzedText.filter(random));
        search.putArray("schemas").add(MESSAGE + "SearchRequest");
        search.putArray("attributes").add(FuzzedText.path(random)).add("userName");
        return search.put("startIndex", random.nextInt(5))
                .put("count", random.nextInt(20))
                .put("sortBy", FuzzedText.path(random));
    }

    ObjectNode bulk(Random random) {
        ObjectNode bulk = JSON.createObjectNode();
        bulk.putArray("schemas").add(MESSAGE + "BulkRequest");
        ArrayNode operations = bulk.putArray("Operations");
        for (int i = random.nextInt(4); i >= 0; i--) {
            ObjectNode operation = operations.addObject().put("bulkId", "b" + random.nextInt(4));
            switch (random.nextInt(5)) {
                case 0 -> operation.put("method", "POST").put("path", "/Users").set("data", user(random));
                case 1 ->
                    operation
                            .put("method", "POST")
                            .put("path", "/Groups")
                            .set(
                                    "data",
                                    json("{\"displayName\":\"b%d\",\"members\":[{\"value\":\"bulkId:b%d\"}]}"
                                            .formatted(random.nextInt(9_999), random.nextInt(5))));
                case 2 ->
                    operation
                            .put("method", "PATCH")
                            .put("path", "/Users/" + users.any(random))
                            .set("data", patch(random));
                case 3 ->
                    operation
                            .put("method", "DELETE")
                            .put("path", "/Users/" + users.any(random))
                            .put("version", FuzzedText.one(random, VERSIONS));
                default ->
                    operation
                            .put("method", FuzzedText.one(random, METHODS))
                            .put("path", FuzzedText.one(random, PATHS))
                            .set("data", FuzzedJson.raw(random));
            }
        }
        return bulk.put("failOnErrors", random.nextInt(3));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
