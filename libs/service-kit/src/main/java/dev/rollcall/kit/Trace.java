package dev.rollcall.kit;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context of the current request.
 *
 * @param traceId 32 lower-case hex digits: what a person quotes, what the log, the events and the audit entry carry
 * @param traceparent the header to send on, naming a span of ours
 */
public record Trace(String traceId, String traceparent) {
    static final String TRACE_ID = "traceId";
    static final String HEADER = "traceparent";
    private static final HexFormat HEX = HexFormat.of();

    /** The trace of the request that this thread serves; a new one where there is no request. */
    public static Trace current() {
        Object traceId = MDC.get(TRACE_ID);
        return traceId instanceof String known ? withId(known) : of(null);
    }

    /** Continues the trace of that {@code traceparent} when it has the standard's form; otherwise begins one. */
    public static Trace of(@Nullable String header) {
        if (header != null && wellFormed(header)) {
            return withId(header.substring(3, 35));
        }
        var random = ThreadLocalRandom.current();
        return withId(HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1));
    }

    /** {@code 00-<32 hex>-<16 hex>-<2 hex>}; by hand, because every request passes here. */
    private static boolean wellFormed(String header) {
        if (header.length() != 55 || !header.startsWith("00-")) {
            return false;
        }
        for (int i = 3; i < header.length(); i++) {
            char c = header.charAt(i);
            boolean dash = i == 35 || i == 52;
            if (dash ? c != '-' : !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static Trace withId(String traceId) {
        String span = HEX.toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
        return new Trace(traceId, "00-" + traceId + "-" + span + "-01");
    }
}
