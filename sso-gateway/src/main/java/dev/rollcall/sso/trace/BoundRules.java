package dev.rollcall.sso.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a flow is kept, and how much of it: whoever writes into a trace from outside fills nothing. */
final class BoundRules {
    /** A sentence, or the beginning of what stood in its place. */
    static final int TEXT_MAX = 500;
    /** More than any flow has. */
    static final int STEPS_MAX = 50;

    private static final int ATTRIBUTES_MAX = 100;
    private static final int VALUES_MAX = 50;
    /** All attributes together, in characters. */
    private static final int ATTRIBUTES_LENGTH_MAX = 16_384;

    private static final String WITHHELD = "(not kept: no sign-in reads this attribute)";
    private static final String CUT = "…";
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** The last parts of names that a sign-in reads (R-SSO-6, R-GRP-13, R-ROLE-2, R-SSO-7, OIDC Core §5.1), in lower case. */
    private static final Set<String> READ = Set.of(
            "nameidentifier",
            "upn",
            "emailaddress",
            "email",
            "email_verified",
            "preferred_username",
            "name",
            "givenname",
            "given_name",
            "surname",
            "family_name",
            "group",
            "groups",
            "dockerrole",
            "dockerorg",
            "dockerteam",
            "dockersessionminutes",
            "sub",
            "oid",
            "tid",
            "iss");

    private BoundRules() {}

    /** Short enough, and without characters that a page, a log or a database would trip over. */
    static String text(String text) {
        String clean = CONTROL.matcher(text).replaceAll(" ");
        return clean.length() <= TEXT_MAX ? clean : clean.substring(0, TEXT_MAX) + CUT;
    }

    /** @param everything also the values of attributes that no sign-in reads */
    static Map<String, List<String>> attributes(Map<String, List<String>> sent, boolean everything) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        int left = ATTRIBUTES_LENGTH_MAX;
        for (var each : sent.entrySet()) {
            if (kept.size() == ATTRIBUTES_MAX || left <= 0) {
                break;
            }
            String name = text(each.getKey());
            List<String> values = everything || isRead(name) ? values(each.getValue(), left) : List.of(WITHHELD);
            left -= name.length() + values.stream().mapToInt(String::length).sum();
            kept.put(name, values);
        }
        return kept;
    }

    private static List<String> values(List<String> sent, int left) {
        List<String> kept = new ArrayList<>();
        int length = 0;
        for (String value : sent) {
            if (kept.size() == VALUES_MAX || length > left) {
                kept.add(CUT);
                break;
            }
            kept.add(text(value));
            length += value.length();
        }
        return kept;
    }

    private static boolean isRead(String name) {
        return READ.contains(name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
    }
}
