package dev.rollcall.kit;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Collects small JSON bodies before a thread is given to their request: cheaper than a thread that waits for each part, and a sender who dawdles
 * holds none. Larger ones, and those that do not announce their length, stay streams, whose reader knows what they may cost.
 */
@Singleton
public class SmallBodies {
    private static final int SMALL = 64 << 10;
    /** After whoever watches requests, before everything that reads them. */
    private static final int ORDER = 500;

    void register(@Observes Filters filters) {
        BodyHandler collect = BodyHandler.create(false).setBodyLimit(SMALL);
        filters.register(
                request -> {
                    if (small(request)) {
                        collect.handle(request);
                    } else {
                        request.next();
                    }
                },
                ORDER);
    }

    /** Not with HTTP/2: what handles the request next pauses it, and a stream that has ended does not let it. Nothing is no body. */
    private static boolean small(RoutingContext request) {
        MultiMap headers = request.request().headers();
        if (request.request().version() == HttpVersion.HTTP_2 || !json(headers.get(HttpHeaders.CONTENT_TYPE))) {
            return false;
        }
        @Nullable String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        try {
            return length != null && Long.parseLong(length) > 0 && Long.parseLong(length) <= SMALL;
        } catch (NumberFormatException e) {
            return false; // the server itself answers to it
        }
    }

    /** Forms have their own way of being read. */
    private static boolean json(@Nullable String contentType) {
        return contentType != null && contentType.contains("json");
    }
}
