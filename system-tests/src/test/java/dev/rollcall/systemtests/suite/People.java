package dev.rollcall.systemtests.suite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Users as the two big identity providers send them, each time others: the suite is shared by all tests. */
public final class People {
    public static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    public static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    public static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private People() {}

    /** An address that no test has used: {@code ann-1f0c9a52@acme.example}. */
    public static String mail(String name, String domain) {
        return unique(name) + "@" + domain;
    }

    public static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** O2: an empty list of groups, a password that means nothing, a display name of its own. */
    public static Map<String, Object> okta(String mail) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("schemas", List.of(USER));
        user.put("userName", mail);
        user.put("name", Map.of("givenName", "Ann", "familyName", "Lee"));
        user.put("emails", List.of(Map.of("primary", true, "value", mail, "type", "work")));
        user.put("displayName", "Ann Lee");
        user.put("locale", "en-US");
        user.put("externalId", "00u" + mail.hashCode());
        user.put("groups", List.of());
        user.put("password", "1mz050nq");
        user.put("active", true);
        return user;
    }

    /** E3, E17: text for a truth value, nulls for what is absent. */
    public static Map<String, Object> entra(String mail) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("schemas", List.of(USER, ENTERPRISE));
        user.put(
                "externalId",
                UUID.nameUUIDFromBytes(mail.getBytes(StandardCharsets.UTF_8)).toString());
        user.put("userName", mail);
        user.put("active", "True");
        user.put("emails", List.of(Map.of("primary", true, "type", "work", "value", mail)));
        user.put("meta", Map.of("resourceType", "User"));
        user.put("name", Map.of("formatted", "Ben Moore", "familyName", "Moore", "givenName", "Ben"));
        user.put("roles", List.of());
        user.put("addresses", null);
        user.put(ENTERPRISE, Map.of("department", "Tools", "employeeNumber", "701984"));
        return user;
    }

    public static Map<String, Object> group(String displayName, Object... members) {
        return Map.of("schemas", List.of(GROUP), "displayName", displayName, "members", List.of(members));
    }

    /** A PATCH of these operations. */
    public static Map<String, Object> patch(Object... operations) {
        return Map.of("schemas", List.of(PATCH), "Operations", List.of(operations));
    }

    public static Map<String, Object> member(String id) {
        return Map.of("value", id);
    }

    /** {@code ?filter=…}, ready for an address. */
    public static String filter(String filter) {
        return "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }
}
