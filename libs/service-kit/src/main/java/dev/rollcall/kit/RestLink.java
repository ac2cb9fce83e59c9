package dev.rollcall.kit;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Kept connections to one neighbour; every request says who calls and for which trace. */
record RestLink(HttpClient http, String callee, ServiceTokens tokens) {
    /** Whatever the neighbour answered. */
    record Answer(int status, byte[] body) {}

    /** Sends a request and waits for the answer, whatever its status. */
    Answer exchange(HttpMethod verb, String address, @Nullable Buffer body) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("A call of " + callee + " would block an event loop");
        }
        String token = "Bearer " + tokens.tokenFor(callee);
        String trace = Trace.current().traceparent();
        Pending pending = new Pending();
        http.request(verb, address)
                .map(request -> request.putHeader("Authorization", token).putHeader(Trace.HEADER, trace))
                .onComplete(made -> pending.send(made, body));
        return pending.await(callee);
    }

    /** One request under way: written by the event loop, awaited by the caller. */
    private static final class Pending {
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private volatile @Nullable HttpClientRequest begun;

        void send(AsyncResult<HttpClientRequest> made, @Nullable Buffer body) {
            if (made.failed()) {
                answer.completeExceptionally(made.cause());
                return;
            }
            HttpClientRequest request = made.result();
            begun = request;
            if (answer.isDone()) {
                request.reset(); // the caller gave up while it waited for a connection
            } else if (body == null) {
                request.send().onComplete(this::receive);
            } else {
                request.putHeader("Content-Type", "application/json").send(body).onComplete(this::receive);
            }
        }

        private void receive(AsyncResult<HttpClientResponse> response) {
            if (response.failed()) {
                answer.completeExceptionally(response.cause());
                return;
            }
            int status = response.result().statusCode();
            response.result().body().onComplete(body -> {
                if (body.failed()) {
                    answer.completeExceptionally(body.cause());
                } else {
                    answer.complete(new Answer(status, body.result().getBytes()));
                }
            });
        }

        Answer await(String callee) {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw new CallFailed(callee + " gave no answer: " + e.getCause(), begun != null, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CallFailed("The call of " + callee + " was interrupted", giveUp(), e);
            }
        }

        /** Whether something may have been sent; after it nothing more will be. */
        private boolean giveUp() {
            answer.cancel(false);
            HttpClientRequest request = begun;
            if (request != null) {
                request.reset();
            }
            return request != null;
        }
    }
}
