package dev.rollcall.sso.neighbour;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInAsyncApi;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInRequest;
import dev.rollcall.contract.signin.SignInWish;
import dev.rollcall.kit.Together;
import dev.rollcall.kit.Trace;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Questions of sign-ins that come at the same time, asked together. Nothing is kept: each is answered by a look that began after it was asked.
 * Waits for the answer, so never on an event loop.
 */
@ApplicationScoped
class SharedQuestions {
    private final Together<UUID, Optional<SignInConnection>> connections;
    private final Together<SignInWish, Optional<SignInAnswer>> decisions;

    SharedQuestions(SignInAsyncApi api, Vertx vertx) {
        this.connections = new Together<>(vertx, SignInConnection.TOGETHER_MAX, ids -> {
            List<UUID> distinct = ids.stream().distinct().toList();
            return api.readSignInConnections(distinct)
                    .thenApply(found -> eachTheirs(ids, distinct, optionals(found, distinct.size())));
        });
        this.decisions = new Together<>(
                vertx,
                SignInWish.TOGETHER_MAX,
                wishes -> api.decideTogether(wishes).thenApply(made -> optionals(made.answers(), wishes.size())));
    }

    /** Empty when it must be asked for alone; nothing was decided then. */
    Optional<SignInAnswer> decide(SignInRequest request) {
        return await(decisions.ask(new SignInWish(request, Trace.current().traceparent())));
    }

    /** Empty when there is none. What was asked in company fails together: then ask alone. */
    Optional<SignInConnection> connection(UUID id) {
        return await(connections.ask(id));
    }

    private static List<Optional<SignInConnection>> eachTheirs(
            List<UUID> asked, List<UUID> distinct, List<Optional<SignInConnection>> found) {
        return asked.stream().map(id -> found.get(distinct.indexOf(id))).toList();
    }

    private static <T> List<Optional<T>> optionals(List<@Nullable T> found, int asked) {
        if (found.size() != asked) {
            throw Refusal.UNAVAILABLE.because("membership-service answered only a part; try again.");
        }
        List<Optional<T>> all = new ArrayList<>(asked);
        found.forEach(one -> all.add(Optional.ofNullable(one)));
        return all;
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
