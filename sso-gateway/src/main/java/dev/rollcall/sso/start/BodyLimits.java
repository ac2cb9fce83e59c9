package dev.rollcall.sso.start;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One route takes a large form, an identity provider's assertion; everything else that comes in is small. */
@Singleton
public class BodyLimits {
    private static final long SMALL = 64 << 10;
    private static final Pattern LARGE = Pattern.compile("/saml/[^/]+/acs");
    /** Right after the framework's own limit, which is the large route's; before anything reads. */
    private static final int ORDER = 1;

    void register(@Observes Filters filters) {
        filters.register(BodyLimits::limit, ORDER);
    }

    private static void limit(RoutingContext request) {
        if (LARGE.matcher(request.normalizedPath()).matches()) {
            request.next();
            return;
        }
        @Nullable String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isLarge(length)) {
            // Thrown away as it comes, so that the sender hears the answer; it is at most what the large route takes.
            request.request()
                    .endHandler(all -> request.response()
                            .setStatusCode(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE.code())
                            .putHeader(HttpHeaders.CONNECTION, "close")
                            .end())
                    .resume();
            return;
        }
        request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, SMALL); // for bodies that do not announce their length
        request.next();
    }

    private static boolean isLarge(String length) {
        try {
            return Long.parseLong(length) > SMALL;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
