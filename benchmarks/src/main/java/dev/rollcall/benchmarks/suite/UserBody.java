package dev.rollcall.benchmarks.suite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an IdP sends for one person, and what it reads from the answer. */
public final class UserBody {
    public static final String USERS = "/scim/v2/Users";

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    private UserBody() {}

    /** The name of a user that is loaded before the measurement. */
    public static String preloaded(int number) {
        return "p" + number;
    }

    /** Of a user that is loaded before the measurement. */
    public static String userName(String localPart) {
        return userName(localPart, BenchOrganization.STOCK + BenchOrganization.DOMAIN_END);
    }

    public static String userName(String localPart, String domain) {
        return localPart + "@" + domain;
    }

    /** A create as Entra and Okta send it: one mail address, a name, an id of their own. ASCII. */
    public static String create(String localPart, String domain) {
        String userName = userName(localPart, domain);
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + userName
                + "\",\"externalId\":\"x-" + localPart + "\",\"name\":{\"formatted\":\"Robin Sample " + localPart
                + "\",\"givenName\":\"Robin\",\"familyName\":\"Sample " + localPart
                + "\"},\"emails\":[{\"primary\":true,\"type\":\"work\",\"value\":\"" + userName
                + "\"}],\"active\":true}";
    }

    /** The look-up that IdPs make before a create. */
    public static String lookUp(String userName) {
        return USERS + "?filter=userName%20eq%20%22" + userName + "%22";
    }

    /** The id in an answer that holds one User. */
    public static String id(String answer) {
        Matcher found = ID.matcher(answer);
        if (!found.find()) {
            throw new IllegalStateException("no id in " + answer);
        }
        return found.group(1);
    }
}
