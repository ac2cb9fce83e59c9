package dev.rollcall.scimendpoint.membership;

import dev.rollcall.contract.provisioning.ProvisioningApi;
import dev.rollcall.contract.provisioning.ProvisioningReadsApi;
import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.RestCalls;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The source of truth, as this service reaches it. */
@ApplicationScoped
public class Membership {
    private final ProvisioningApi api;
    private final ProvisioningReadsApi reads;
    private final Holds holds;
    private final Together<UserKey, Optional<UserRecord>> singleUsers;

    Membership(RestCalls calls, Holds holds, Vertx vertx, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        this.api = calls.client(ProvisioningApi.class, "membership-service", url);
        this.reads = calls.client(ProvisioningReadsApi.class, "membership-service", url);
        this.holds = holds;
        this.singleUsers = new Together<>(vertx, UserKey.TOGETHER_MAX, this::find);
    }

    /** The user so named; empty when the connection knows none. Without a thread that waits, as {@link #readSoon}. */
    public CompletionStage<Optional<UserRecord>> find(UserKey key) {
        // Again only alone: what broke a journey may be another's question.
        return singleUsers
                .ask(key)
                .exceptionallyCompose(failure -> holds.holdIfAway(
                        key.connection(),
                        failure,
                        () -> find(List.of(key)).toCompletableFuture().join().getFirst()));
    }

    private CompletionStage<List<Optional<UserRecord>>> find(List<UserKey> keys) {
        return reads.readUsers(keys).thenApply(users -> {
            if (users.size() != keys.size()) {
                throw Refusal.UNAVAILABLE.because("membership-service answered only a part; try again.");
            }
            List<Optional<UserRecord>> found = new ArrayList<>(users.size());
            users.forEach(user -> found.add(Optional.ofNullable(user)));
            return found;
        });
    }

    /** One try, for callers that can do without an answer. */
    public ProvisioningApi api() {
        return api;
    }

    /**
     * A call that may be repeated: it changes nothing, or the same once as twice.
     *
     * @param holder who waits, for the fair share of held requests: a connection's or a token's id
     */
    public <T> T read(Object holder, Function<ProvisioningApi, T> call) {
        return holds.call(holder, true, () -> call.apply(api));
    }

    /** As {@link #read}, without a thread that waits, unless membership-service is away. */
    public <T> CompletionStage<T> readSoon(Object holder, Function<ProvisioningReadsApi, CompletionStage<T>> call) {
        return call.apply(reads)
                .exceptionallyCompose(failure -> holds.holdIfAway(
                        holder,
                        failure,
                        () -> call.apply(reads).toCompletableFuture().join()));
    }

    /** A call that must not happen twice. */
    public <T> T change(Object holder, Function<ProvisioningApi, T> call) {
        return holds.call(holder, false, () -> call.apply(api));
    }
}
