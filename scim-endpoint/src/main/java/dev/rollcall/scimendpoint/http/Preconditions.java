package dev.rollcall.scimendpoint.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions of resources (RFC 7644 §3.14), as conditions of reading and of changing. */
public final class Preconditions {
    private static final int TAGS_MAX = 20;
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
    /** No resource has it: a tag that is not of ours. */
    private static final long NONE = -1;

    private Preconditions() {}

    /** A resource's weak entity tag. */
    public static String tag(long version) {
        return "W/\"" + version + '"';
    }

    /** Whether the client has this version already. */
    public static boolean known(HttpServerRequest request, String tag) {
        String sent = request.getHeader("If-None-Match");
        if (sent == null) {
            return false;
        }
        for (String one : sent.split(",", -1)) {
            // RFC 9110 §13.1.2: compared weakly, so the W/ counts for nothing.
            if (one.strip().equals("*")
                    || tag.endsWith(one.strip()) && one.strip().startsWith("\"")
                    || one.strip().equals(tag)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The versions of which the resource must have one to be changed; empty when the client does not say. Compared weakly: the standard's
     * examples use weak tags, and ours are no others.
     */
    public static List<Long> wanted(HttpServerRequest request) {
        return versions(request.getHeader("If-Match"));
    }

    /** As {@link #wanted}, of the header's value; null for none. */
    public static List<Long> versions(@Nullable String sent) {
        if (sent == null) {
            return List.of();
        }
        List<Long> versions = new ArrayList<>();
        for (String one : sent.split(",", TAGS_MAX)) {
            if (one.strip().equals("*")) {
                return List.of();
            }
            Matcher tag = TAG.matcher(one.strip());
            versions.add(tag.matches() ? Long.parseLong(tag.group(1)) : NONE);
        }
        return versions;
    }
}
