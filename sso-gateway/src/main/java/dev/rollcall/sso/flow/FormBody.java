package dev.rollcall.sso.flow;

import dev.rollcall.contract.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as it came ({@code application/x-www-form-urlencoded}), whose one large field the framework's reader would refuse.
 *
 * @param fields each name once
 */
record FormBody(Map<String, String> fields) {
    /** What identity providers send has three fields at most. */
    private static final int FIELDS_MAX = 16;

    /** @throws dev.rollcall.contract.refusal.Refused BODY_TOO_LARGE, REQUEST_MALFORMED */
    static FormBody read(InputStream body, int bytesMax) {
        try {
            byte[] bytes = body.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw Refusal.BODY_TOO_LARGE.because("The form is larger than " + bytesMax + " bytes.");
            }
            return of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Refusal.REQUEST_MALFORMED.because("The form did not come whole.");
        }
    }

    private static FormBody of(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : text.split("&", FIELDS_MAX + 1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = decoded(pair.substring(0, equals));
            // Two values of one name are two messages: which of them is meant would be a matter of taste.
            if (fields.put(name, decoded(pair.substring(equals + 1))) != null || fields.size() > FIELDS_MAX) {
                throw Refusal.REQUEST_MALFORMED.because("The form has a field twice, or too many fields.");
            }
        }
        return new FormBody(Map.copyOf(fields));
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.REQUEST_MALFORMED.because("The form is not encoded as forms are.");
        }
    }

    /** Null when there is no such field. */
    @Nullable
    String field(String name) {
        return fields.get(name);
    }

    /** Hides what is in it. */
    @Override
    public String toString() {
        return "form with " + fields.keySet();
    }
}
