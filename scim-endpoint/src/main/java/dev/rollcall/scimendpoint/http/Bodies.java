package dev.rollcall.scimendpoint.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scimendpoint.limit.Limits;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads request bodies, once, within their limit. */
@ApplicationScoped
public class Bodies {
    private static final int LARGE_WAIT_SECONDS = 20; // within an identity provider's patience of 60 s

    private final Semaphore large = new Semaphore(Limits.LARGE_BODIES_AT_ONCE, true);

    /**
     * The body as one JSON object, handed to whoever answers the request.
     *
     * @param max bytes allowed
     */
    public <T> T read(HttpServerRequest request, InputStream body, int max, Function<ObjectNode, T> answer) {
        MediaTypes.requireJson(request.getHeader("Content-Type"));
        int length = announced(request.getHeader("Content-Length"), max);
        // A length that is not announced may turn out large.
        boolean mayBeLarge = max > Limits.LARGE_BODY && (length < 0 || length > Limits.LARGE_BODY);
        if (mayBeLarge) {
            awaitTurn();
        }
        try {
            byte[] bytes = bytes(body, length, max);
            return answer.apply(ScimJson.read(Charsets.utf8(bytes, request.getHeader("Content-Type"))));
        } finally {
            if (mayBeLarge) {
                large.release();
            }
        }
    }

    private void awaitTurn() {
        try {
            if (large.tryAcquire(LARGE_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.UNAVAILABLE.because("Other large requests are being read; nothing was changed. Try again.");
    }

    private static int announced(@Nullable String contentLength, int max) {
        if (contentLength == null) {
            return -1;
        }
        try {
            long length = Long.parseLong(contentLength.strip());
            if (length > max) {
                throw tooLarge(max);
            }
            return (int) length;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static byte[] bytes(InputStream body, int announced, int max) {
        try {
            byte[] bytes = body.readNBytes(announced < 0 ? max + 1 : announced);
            if (bytes.length > max) {
                throw tooLarge(max);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refused tooLarge(int max) {
        return Refusal.BODY_TOO_LARGE.because(
                "The body is larger than " + max + " bytes; send the change in smaller parts.");
    }
}
