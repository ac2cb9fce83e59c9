package dev.rollcall.scimendpoint.http;

import dev.rollcall.contract.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Which bodies are read: both names that SCIM's JSON goes by, with any parameter (O2). */
final class MediaTypes {
    private MediaTypes() {}

    static void requireJson(@Nullable String contentType) {
        if (!is(contentType, "application/scim+json") && !is(contentType, "application/json")) {
            throw Refusal.MEDIA_TYPE_UNSUPPORTED.because(
                    "Send Content-Type: application/scim+json (application/json is taken, too).");
        }
    }

    private static boolean is(@Nullable String contentType, String wanted) {
        if (contentType == null) {
            return false;
        }
        String sent = contentType.strip();
        return sent.regionMatches(true, 0, wanted, 0, wanted.length())
                && (sent.length() == wanted.length() || " ;\t".indexOf(sent.charAt(wanted.length())) >= 0);
    }
}
