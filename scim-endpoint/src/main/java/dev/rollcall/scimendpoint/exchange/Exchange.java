package dev.rollcall.scimendpoint.exchange;

import dev.rollcall.contract.provisioning.DeliveredCreation;
import dev.rollcall.contract.provisioning.Remarks;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One request and what was learned of it so far. Belongs to one request, written by one thread at a time. */
public final class Exchange {
    private static final String KEY = Exchange.class.getName();

    private final Instant receivedAt;
    private final long startedNanos;
    private volatile @Nullable String tokenPublicId;
    private volatile @Nullable ScimClient client;
    private volatile ResourceType userType = ResourceTypes.USER;
    private volatile @Nullable String traceId;
    private volatile @Nullable String code;
    private volatile @Nullable String scimType;
    private volatile List<String> attributes = List.of();
    private volatile @Nullable Noticed noticed;
    private final List<DeliveredCreation> created = new CopyOnWriteArrayList<>();
    private volatile long retryAfterSeconds;
    private volatile boolean tokenless;
    private volatile @Nullable UUID concerned;

    private Exchange(Instant receivedAt, long startedNanos) {
        this.receivedAt = receivedAt;
        this.startedNanos = startedNanos;
    }

    /** Begins the exchange of a request, once, before anything else looks at it. */
    public static Exchange begin(RoutingContext request, Instant receivedAt, long startedNanos) {
        Exchange exchange = new Exchange(receivedAt, startedNanos);
        request.put(KEY, exchange);
        return exchange;
    }

    /** The exchange of a request below {@code /scim}. */
    public static Exchange of(RoutingContext request) {
        Exchange known = request.get(KEY);
        return known != null ? known : begin(request, Instant.now(), System.nanoTime());
    }

    /** Whose token was shown; only behind the token filter. */
    public ScimClient client() {
        ScimClient known = client;
        if (known == null) {
            throw Refusal.TOKEN_MISSING.because("Send the connection's SCIM token: Authorization: Bearer rcs_…");
        }
        return known;
    }

    public @Nullable ScimClient findClient() {
        return client;
    }

    /** @param users the type of its Users, with its extensions */
    public void client(ScimClient proved, ResourceType users) {
        userType = users;
        client = proved;
    }

    /** The type of the client's Users. */
    public ResourceType userType() {
        return userType;
    }

    /** The route asks for none, so nobody is known and no connection's rate is spent. */
    public void withoutToken() {
        tokenless = true;
    }

    public boolean isWithoutToken() {
        return tokenless;
    }

    /** A connection that let nobody in here, and should hear of it. */
    public void concerns(UUID connection) {
        concerned = connection;
    }

    /** Whose log this belongs to, known or only concerned. */
    public @Nullable UUID connectionId() {
        ScimClient known = client;
        return known == null ? concerned : known.connectionId();
    }

    public void tokenPublicId(String shown) {
        tokenPublicId = shown;
    }

    public @Nullable String tokenPublicId() {
        return tokenPublicId;
    }

    /** Names of the attributes that the request carried. */
    public void carried(List<String> names) {
        attributes = names;
    }

    /** How this client's request is read. */
    public Leeway leeway() {
        Noticed begun = noticed;
        if (begun == null) {
            begun = new Noticed(
                    switch (client().mode()) {
                        case COMPAT -> Mode.COMPAT;
                        case INTEROP_STRICT -> Mode.INTEROP_STRICT;
                    });
            noticed = begun;
        }
        return begun.leeway();
    }

    /** What the source of truth met in it besides; null when nothing. */
    public void remarked(@Nullable Remarks remarks) {
        Noticed begun = noticed;
        if (remarks != null && begun != null) {
            begun.add(remarks);
        }
    }

    public List<String> attributes() {
        return attributes;
    }

    /** Names of attributes that no schema knows (R-SCIM-20). */
    public List<String> ignored() {
        Noticed begun = noticed;
        return begun == null ? List.of() : begun.ignored();
    }

    /** Names of the client's quirks that were understood. */
    public List<String> tolerated() {
        Noticed begun = noticed;
        return begun == null ? List.of() : begun.tolerated();
    }

    /** Why it was turned down: a refusal's name or INTERNAL, and the SCIM keyword if there is one. */
    public void refused(String why, @Nullable String keyword) {
        code = why;
        scimType = keyword;
    }

    public @Nullable String code() {
        return code;
    }

    public @Nullable String scimType() {
        return scimType;
    }

    public void traceId(String id) {
        traceId = id;
    }

    public @Nullable String traceId() {
        return traceId;
    }

    /** What the answer says came to be by this request; known to nobody until the answer has left. */
    public void created(DeliveredCreation.Kind kind, UUID id, long version) {
        created.add(new DeliveredCreation(client().connectionId(), kind, id, version));
    }

    public List<DeliveredCreation> created() {
        return created;
    }

    /** After how many whole seconds the client should try again; 0 when nobody said. */
    public void retryAfterSeconds(long seconds) {
        retryAfterSeconds = seconds;
    }

    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public long startedNanos() {
        return startedNanos;
    }
}
