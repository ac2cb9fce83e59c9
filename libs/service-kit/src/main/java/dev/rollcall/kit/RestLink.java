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

    /** Sends a request, from any thread; the answer comes whatever its status, and {@link CallFailed} where none does. */
    CompletableFuture<Answer> send(HttpMethod verb, String address, @Nullable Buffer body) {
        String token = "Bearer " + tokens.tokenFor(callee);
        String trace = Trace.current().traceparent();
        Pending pending = new Pending(callee);
        http.request(verb, address)
                .map(request -> request.putHeader("Authorization", token).putHeader(Trace.HEADER, trace))
                .onComplete(made -> pending.send(made, body));
        return pending.answer;
    }

    /** Sends a request and waits for its answer: never on an event loop, which would have to bring it. */
    Answer exchange(HttpMethod verb, String address, @Nullable Buffer body) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("A call of " + callee + " would block an event loop");
        }
        CompletableFuture<Answer> coming = send(verb, address, body);
        try {
            return coming.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CallFailed failed
                    ? failed
                    : new CallFailed(callee + " gave no answer", true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            coming.cancel(false);
            throw new CallFailed("The call of " + callee + " was interrupted", true, e);
        }
    }

    /** One request under way, in the hands of the event loop. */
    private static final class Pending {
        private final String callee;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        Pending(String callee) {
            this.callee = callee;
        }

        void send(AsyncResult<HttpClientRequest> made, @Nullable Buffer body) {
            if (made.failed()) {
                fail(false, made.cause());
                return;
            }
            HttpClientRequest request = made.result();
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
                fail(true, response.cause());
                return;
            }
            int status = response.result().statusCode();
            response.result().body().onComplete(body -> {
                if (body.failed()) {
                    fail(true, body.cause());
                } else {
                    answer.complete(new Answer(status, body.result().getBytes()));
                }
            });
        }

        private void fail(boolean sent, Throwable cause) {
            answer.completeExceptionally(new CallFailed(callee + " gave no answer: " + cause, sent, cause));
        }
    }
}
