package dev.rollcall.scimendpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.contract.provisioning.DeliveredCreation;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.MemberUser;
import dev.rollcall.contract.provisioning.OauthCredentials;
import dev.rollcall.contract.provisioning.PackedUsers;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimToken;
import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.provisioning.TrustedIssuer;
import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.provisioning.UserText;
import dev.rollcall.contract.refusal.Problem;
import dev.rollcall.contract.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A real HTTP server that speaks the provisioning contract for users, with canned state: it can be stopped, and told to answer wrongly,
 * which the real one cannot.
 */
public final class Neighbour implements AutoCloseable {
    static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    final AtomicInteger authentications = new AtomicInteger();
    final AtomicInteger changes = new AtomicInteger();
    /** Users and groups whose creation was told to have reached its caller. */
    final Set<UUID> delivered = ConcurrentHashMap.newKeySet();

    /** When set, the next create is answered only after this; {@link #paused} tells that it has come. */
    final AtomicReference<CompletableFuture<?>> pauseNext = new AtomicReference<>();

    final CompletableFuture<Void> paused = new CompletableFuture<>();
    /** How many members each group has. */
    volatile long groupSize;

    /** Whoever goes on after that member finds the group gone. */
    volatile long groupGoneAfter = Long.MAX_VALUE;

    /** When set, the next page of users is something else. */
    final AtomicBoolean garbleNext = new AtomicBoolean();

    final AtomicInteger failNext = new AtomicInteger();
    final AtomicReference<Refusal> refuseNext = new AtomicReference<>();
    private final Map<String, ScimClient> tokens = new ConcurrentHashMap<>();
    private final Map<UUID, MemberStanding> standings = new ConcurrentHashMap<>();
    private final Map<String, ScimClient> oauthClients = new ConcurrentHashMap<>();
    private final Map<String, ScimClient> grants = new ConcurrentHashMap<>();
    private final Map<String, TrustedIssuer> issuers = new ConcurrentHashMap<>();
    private final Map<UUID, UserRecord> users = new ConcurrentHashMap<>();
    private final Map<String, UUID> names = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private HttpServer server;

    Neighbour(int port) {
        this.port = port;
    }

    void start() throws Exception {
        HttpServer starting = vertx.createHttpServer().requestHandler(this::read);
        server = starting.listen(port, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    void stop() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Makes the token count for this client, or for nobody. */
    void knows(ScimToken token, ScimClient client) {
        tokens.put(token.secretSha256(), client);
    }

    void knows(OauthCredentials credentials, ScimClient client) {
        oauthClients.put(credentials.proof(null).secretSha256(), client);
        grants.put(credentials.publicId(), client);
    }

    void trusts(ScimTrust trust, ScimClient client) {
        issuers.put(trust.issuer(), new TrustedIssuer(client, trust));
    }

    void forgets(ScimTrust trust) {
        issuers.remove(trust.issuer());
    }

    void forgets(OauthCredentials credentials) {
        oauthClients.remove(credentials.proof(null).secretSha256());
        grants.remove(credentials.publicId());
    }

    void forgets(ScimToken token) {
        tokens.remove(token.secretSha256());
    }

    /** A member of that organization, whose User has the same id as the membership. */
    UUID member(UUID organization, boolean active, long epoch, String userName) {
        UserRecord user = create(MAPPER.createObjectNode().put("userName", userName));
        standings.put(user.id(), new MemberStanding(user.id(), organization, active, "member", epoch));
        return user.id();
    }

    private void read(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            CompletableFuture<?> pause = request.path().endsWith("/users/creations") ? pauseNext.getAndSet(null) : null;
            if (pause == null) {
                answer(request, body);
            } else {
                paused.complete(null);
                pause.thenRun(() -> vertx.runOnContext(late -> answer(request, body)));
            }
        });
    }

    private void answer(HttpServerRequest request, Buffer body) {
        if (failNext.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            request.connection().close();
            return;
        }
        Refusal refusal = refuseNext.getAndSet(null);
        if (refusal != null) {
            refuse(request, refusal);
            return;
        }
        try {
            route(request, body);
        } catch (IOException e) {
            request.response().setStatusCode(500).end();
        }
    }

    private void route(HttpServerRequest request, Buffer body) throws IOException {
        String path = request.path();
        if (path.endsWith("/clients")) {
            authentications.incrementAndGet();
            ScimClient client = tokens.get(json(body).path("secretSha256").asText());
            answer(request, client, Refusal.TOKEN_INVALID);
        } else if (path.endsWith("/oauth-clients")) {
            authentications.incrementAndGet();
            answer(request, oauthClients.get(json(body).path("secretSha256").asText()), Refusal.TOKEN_INVALID);
        } else if (path.endsWith("/grants")) {
            authentications.incrementAndGet();
            answer(request, grants.get(json(body).path("publicId").asText()), Refusal.TOKEN_INVALID);
        } else if (path.endsWith("/issuers")) {
            authentications.incrementAndGet();
            answer(request, issuers.get(json(body).path("issuer").asText()), Refusal.TOKEN_INVALID);
        } else if (path.endsWith("/users/query") && garbleNext.getAndSet(false)) {
            request.response().end("{\"total\":0,\"users\":[]}");
        } else if (path.endsWith("/users/query")) {
            String filter = json(body).path("filter").asText("");
            UUID id = names.get(filter.replaceAll(".*\"(.*)\".*", "$1"));
            List<UserRecord> found = id == null ? List.of() : List.of(users.get(id));
            answer(request, found.size(), found);
        } else if (path.endsWith("/users/reads")) {
            List<UserRecord> found = new ArrayList<>();
            for (UserKey key : MAPPER.readValue(body.getBytes(), UserKey[].class)) {
                UUID id = key.id() == null ? names.get(key.userName()) : key.id();
                found.add(id == null ? null : users.get(id));
            }
            answer(request, -1, found);
        } else if (path.endsWith("/deliveries")) {
            for (DeliveredCreation delivery : MAPPER.readValue(body.getBytes(), DeliveredCreation[].class)) {
                delivered.add(delivery.id());
            }
            answer(request, 1, Refusal.USER_UNKNOWN);
        } else if (path.endsWith("/members")) {
            UUID after = UUID.fromString(request.getParam("after"));
            answer(request, groupMembers(after.getLeastSignificantBits()), Refusal.GROUP_UNKNOWN);
        } else if (path.contains("/groups")) {
            String id = path.substring(path.lastIndexOf('/') + 1);
            UUID group = id.equals("groups") ? UUID.randomUUID() : UUID.fromString(id);
            answer(
                    request,
                    new GroupRecord(group, "moby:dev", null, Instant.EPOCH, Instant.EPOCH, 1, groupMembers(0)),
                    Refusal.GROUP_UNKNOWN);
        } else if (path.endsWith("/users/creations")) {
            List<UserRecord> created = new ArrayList<>();
            for (JsonNode creation : json(body)) {
                changes.incrementAndGet();
                created.add(create((ObjectNode) creation.path("resource")));
            }
            answer(request, created, Refusal.USER_UNKNOWN);
        } else if (path.endsWith("/standing")) {
            answer(request, standings.get(UUID.fromString(path.split("/")[4])), Refusal.MEMBER_UNKNOWN);
        } else if (path.contains("/organizations/")) {
            MemberStanding standing = standings.get(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
            boolean within =
                    standing != null && path.contains(standing.organizationId().toString());
            MemberUser user = within ? new MemberUser(users.get(standing.memberId()), List.of()) : null;
            answer(request, user, Refusal.MEMBER_UNKNOWN);
        } else {
            if (!request.method().name().equals("GET")) {
                changes.incrementAndGet();
            }
            answer(
                    request,
                    users.get(UUID.fromString(path.substring(path.lastIndexOf('/') + 1))),
                    Refusal.USER_UNKNOWN);
        }
    }

    /** Of every group the same: ids count up from one. Null, which is refused, where the group is to be gone. */
    private List<UserRecord.Reference> groupMembers(long after) {
        if (after >= groupGoneAfter) {
            return null;
        }
        List<UserRecord.Reference> members = new ArrayList<>();
        for (long id = after + 1; id <= groupSize && members.size() < GroupRecord.MEMBERS_TOGETHER_MAX; id++) {
            members.add(new UserRecord.Reference(new UUID(1, id), "Member " + id));
        }
        return members;
    }

    private UserRecord create(ObjectNode resource) {
        UUID id = UUID.randomUUID();
        resource.remove("schemas");
        UserRecord user = new UserRecord(id, resource, Instant.EPOCH, Instant.EPOCH, 1, null);
        users.put(id, user);
        names.put(resource.path("userName").asText(), id);
        return user;
    }

    UUID id(String userName) {
        return names.get(userName);
    }

    private static JsonNode json(Buffer body) throws IOException {
        return MAPPER.readTree(body.getBytes());
    }

    private static void answer(HttpServerRequest request, long total, List<UserRecord> found) {
        List<UserText> users = new ArrayList<>();
        for (UserRecord user : found) {
            users.add(
                    user == null
                            ? null
                            : new UserText(
                                    user.id(),
                                    user.resource().toString(),
                                    user.created(),
                                    user.lastModified(),
                                    user.version(),
                                    user.groups()));
        }
        request.response()
                .putHeader("Content-Type", PackedUsers.MEDIA_TYPE)
                .end(Buffer.buffer(new PackedUsers(total, users).pack()));
    }

    private static void answer(HttpServerRequest request, Object found, Refusal otherwise) throws IOException {
        if (found == null) {
            refuse(request, otherwise);
            return;
        }
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(MAPPER.writeValueAsBytes(found)));
    }

    private static void refuse(HttpServerRequest request, Refusal refusal) {
        try {
            Problem problem = Problem.of(refusal.because("as the test wants"), null);
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(MAPPER.writeValueAsBytes(problem)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
