package dev.rollcall.benchmarks.suite;

import java.util.List;
import java.util.stream.Collectors;

/** What an IdP sends for one group. ASCII. */
public final class GroupBody {
    public static final String GROUPS = "/scim/v2/Groups";

    private GroupBody() {}

    /** @param members SCIM ids of users */
    public static String whole(String displayName, List<String> members) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"" + displayName
                + "\",\"members\":[" + values(members) + "]}";
    }

    /** As Entra sends it. */
    public static String add(List<String> members) {
        return patch("{\"op\":\"Add\",\"path\":\"members\",\"value\":[" + values(members) + "]}");
    }

    /** As Entra sends it: each by its value, in a list. */
    public static String remove(List<String> members) {
        return patch("{\"op\":\"Remove\",\"path\":\"members\",\"value\":[" + values(members) + "]}");
    }

    /** The look-up before a create. */
    public static String lookUp(String displayName) {
        return GROUPS + "?excludedAttributes=members&filter=displayName%20eq%20%22" + displayName + "%22";
    }

    private static String patch(String operation) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operation + "]}";
    }

    private static String values(List<String> members) {
        return members.stream().map(id -> "{\"value\":\"" + id + "\"}").collect(Collectors.joining(","));
    }
}
