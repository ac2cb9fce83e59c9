package dev.rollcall.scimendpoint.membership;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.PackedUsers;
import dev.rollcall.contract.provisioning.ProvisioningApi;
import dev.rollcall.contract.provisioning.ProvisioningAsyncApi;
import dev.rollcall.contract.provisioning.ResourceChange;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.provisioning.ResourceWrite;
import dev.rollcall.contract.provisioning.UserCreation;
import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.contract.provisioning.UserPage;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.provisioning.UserText;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.RestCalls;
import dev.rollcall.kit.Together;
import dev.rollcall.kit.Trace;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The source of truth, as this service reaches it. */
@ApplicationScoped
public class Membership {
    private final ProvisioningApi api;
    private final ProvisioningAsyncApi async;
    private final Holds holds;
    private final Together<UserKey, Optional<UserText>> singleUsers;
    private final Together<UserCreation, Optional<UserRecord>> newPeople;
    private final Together<ResourceChange, Optional<GroupRecord>> plainJoins;
    private final Together<ResourceChange, Optional<UserRecord>> plainChanges;

    Membership(RestCalls calls, Holds holds, Vertx vertx, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        this.api = calls.client(ProvisioningApi.class, "membership-service", url);
        this.async = calls.client(ProvisioningAsyncApi.class, "membership-service", url);
        this.holds = holds;
        this.singleUsers = new Together<>(vertx, UserKey.TOGETHER_MAX, keys -> readUsers(keys));
        this.newPeople = new Together<>(
                vertx,
                UserCreation.TOGETHER_MAX,
                creations -> async.createUsers(creations).thenApply(users -> optionals(users, creations.size())));
        this.plainJoins = new Together<>(
                vertx,
                ResourceChange.TOGETHER_MAX,
                changes -> async.changeGroups(changes).thenApply(groups -> optionals(groups, changes.size())));
        this.plainChanges = new Together<>(
                vertx,
                ResourceChange.TOGETHER_MAX,
                changes -> async.changeUsers(changes).thenApply(users -> optionals(users, changes.size())));
    }

    /** The user so named; empty when the connection knows none. Without a thread that waits, as {@link #readSoon}. */
    public CompletionStage<Optional<UserText>> find(UserKey key) {
        // Again only alone: what broke a journey may be another's question.
        return holds.soon(
                key.connection(),
                () -> singleUsers.ask(key),
                () -> readUsers(List.of(key)).toCompletableFuture().join().getFirst());
    }

    private CompletionStage<List<Optional<UserText>>> readUsers(List<UserKey> keys) {
        return async.readUsers(keys)
                .thenApply(packed -> optionals(understood(packed, PackedUsers::users), keys.size()));
    }

    /** One page of the connection's users; without a thread that waits, as {@link #readSoon}. */
    public CompletionStage<UserPage> listSoon(UUID connection, ResourceQuery query) {
        return readSoon(connection, async -> async.queryUsers(connection, query).thenApply(Membership::page));
    }

    /** As {@link #listSoon}, waiting for it. */
    public UserPage list(UUID connection, ResourceQuery query) {
        return read(connection, api -> page(api.queryUsers(connection, query)));
    }

    private static UserPage page(byte[] packed) {
        return understood(packed, PackedUsers::page);
    }

    private static <T> T understood(byte[] packed, Function<PackedUsers, T> users) {
        try {
            return users.apply(PackedUsers.unpack(packed));
        } catch (IllegalArgumentException otherForm) {
            throw Refusal.UNAVAILABLE.because("membership-service answered in a form that is unknown here; try again.");
        }
    }

    /** RFC 7644 §3.3. New people are created together; who turns out to be another case, alone. */
    public UserRecord create(UUID connection, ObjectNode resource) {
        UserCreation creation =
                new UserCreation(connection, resource, Trace.current().traceparent());
        Optional<UserRecord> together = creation.brief()
                ? holds.call(connection, false, () -> await(newPeople.ask(creation)))
                : Optional.empty();
        return together.orElseGet(() -> Objects.requireNonNull(
                change(connection, api -> api.createUsers(List.of(creation))).getFirst()));
    }

    /** RFC 7644 §3.5.2. Changes that touch one user's own rows are made together; every other one alone. */
    public UserRecord patch(UUID connection, UUID id, List<Long> versions, ResourcePatch patch) {
        return together(plainChanges, change(connection, id, versions, patch))
                .orElseGet(() -> change(connection, api -> api.patchUser(connection, id, versions, patch)));
    }

    /** RFC 7644 §3.5.1. As {@link #patch}; most of them say what is there already. */
    public UserRecord replaceUser(UUID connection, UUID id, List<Long> versions, ObjectNode resource) {
        ResourceChange change = new ResourceChange(
                connection, id, versions, null, resource, Trace.current().traceparent());
        return together(plainChanges, change)
                .orElseGet(() -> replace(
                        connection,
                        versions,
                        api -> api.replaceUser(connection, id, versions, new ResourceWrite(resource))));
    }

    /** As {@link #patch}, of a group: members are added together; every other change is made alone. */
    public GroupRecord patchGroup(UUID connection, UUID id, List<Long> versions, ResourcePatch patch) {
        return together(plainJoins, change(connection, id, versions, patch))
                .orElseGet(() -> change(connection, api -> api.patchGroup(connection, id, versions, patch)));
    }

    private static ResourceChange change(UUID connection, UUID id, List<Long> versions, ResourcePatch patch) {
        return new ResourceChange(
                connection, id, versions, patch, null, Trace.current().traceparent());
    }

    private <T> Optional<T> together(Together<ResourceChange, Optional<T>> others, ResourceChange change) {
        boolean repeatable = change.patch() == null && change.versions().isEmpty();
        return change.brief()
                ? holds.call(change.connection(), repeatable, () -> await(others.ask(change)))
                : Optional.empty();
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static <T> List<Optional<T>> optionals(List<? extends @Nullable T> found, int asked) {
        if (found.size() != asked) {
            throw Refusal.UNAVAILABLE.because("membership-service answered only a part; try again.");
        }
        List<Optional<T>> all = new ArrayList<>(asked);
        found.forEach(one -> all.add(Optional.ofNullable(one)));
        return all;
    }

    ProvisioningAsyncApi async() {
        return async;
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
    public <T> CompletionStage<T> readSoon(Object holder, Function<ProvisioningAsyncApi, CompletionStage<T>> call) {
        return holds.soon(
                holder,
                () -> call.apply(async),
                () -> call.apply(async).toCompletableFuture().join());
    }

    /**
     * A replacement: the same once as twice, unless it depends on what was there before.
     *
     * @param versions as in {@link ProvisioningApi#replaceUser}
     */
    public <T> T replace(Object holder, List<Long> versions, Function<ProvisioningApi, T> call) {
        return holds.call(holder, versions.isEmpty(), () -> call.apply(api));
    }

    /** A call that must not happen twice. */
    public <T> T change(Object holder, Function<ProvisioningApi, T> call) {
        return holds.call(holder, false, () -> call.apply(api));
    }
}
