package dev.rollcall.scimendpoint.membership;

import dev.rollcall.contract.provisioning.ProvisioningApi;
import dev.rollcall.contract.provisioning.ProvisioningReadsApi;
import dev.rollcall.kit.RestCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The source of truth, as this service reaches it. */
@ApplicationScoped
public class Membership {
    private final ProvisioningApi api;
    private final ProvisioningReadsApi reads;
    private final Holds holds;

    Membership(RestCalls calls, Holds holds, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        this.api = calls.client(ProvisioningApi.class, "membership-service", url);
        this.reads = calls.client(ProvisioningReadsApi.class, "membership-service", url);
        this.holds = holds;
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
