package dev.rollcall.scimendpoint.http;

import dev.rollcall.contract.refusal.Refusal;
import io.vertx.core.http.HttpServerRequest;

/** Versions of resources (RFC 7644 §3.14): shown and compared on reading; not yet a condition of writing, so that is said, not ignored. */
public final class Preconditions {
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

    /** A condition that would be ignored is refused: the client relies on it. */
    public static void refuse(HttpServerRequest request) {
        String sent = request.getHeader("If-Match");
        if (sent != null && !sent.strip().equals("*")) {
            throw Refusal.NOT_SUPPORTED.because(
                    "If-Match is not supported for changes; ServiceProviderConfig says so.");
        }
    }
}
