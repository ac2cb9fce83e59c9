package dev.rollcall.membership.provisioning;

import dev.rollcall.contract.provisioning.DeliveredCreation;
import dev.rollcall.contract.provisioning.DeliveredCreation.Kind;
import dev.rollcall.contract.provisioning.GroupPage;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.IssuerClaim;
import dev.rollcall.contract.provisioning.MemberUser;
import dev.rollcall.contract.provisioning.MixedPage;
import dev.rollcall.contract.provisioning.MixedQuery;
import dev.rollcall.contract.provisioning.OauthGrant;
import dev.rollcall.contract.provisioning.PackedUsers;
import dev.rollcall.contract.provisioning.ProvisioningApi;
import dev.rollcall.contract.provisioning.ResourceChange;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.contract.provisioning.ResourceQuery;
import dev.rollcall.contract.provisioning.ResourceWrite;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.TokenProof;
import dev.rollcall.contract.provisioning.TrustedIssuer;
import dev.rollcall.contract.provisioning.UserCreation;
import dev.rollcall.contract.provisioning.UserKey;
import dev.rollcall.contract.provisioning.UserPage;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.group.GroupQueries;
import dev.rollcall.membership.group.Groups;
import dev.rollcall.membership.group.UndeliveredGroups;
import dev.rollcall.membership.resource.Resources;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.token.OauthClients;
import dev.rollcall.membership.token.ScimTokens;
import dev.rollcall.membership.token.TrustedIssuers;
import dev.rollcall.membership.user.PlainChanges;
import dev.rollcall.membership.user.PlainJoins;
import dev.rollcall.membership.user.Request;
import dev.rollcall.membership.user.Undelivered;
import dev.rollcall.membership.user.UserQueries;
import dev.rollcall.membership.user.Users;
import io.smallrye.common.annotation.Blocking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The contract's provisioning calls, each handed to the one transaction that answers it. */
@Blocking
public class ProvisioningEndpoint implements ProvisioningApi {
    private final ScimTokens tokens;
    private final OauthClients clients;
    private final TrustedIssuers issuers;
    private final Users users;
    private final PlainChanges changes;
    private final UserQueries userQueries;
    private final Groups groups;
    private final GroupQueries groupQueries;
    private final PlainJoins joins;
    private final Undelivered undelivered;
    private final UndeliveredGroups undeliveredGroups;
    private final Resources resources;
    private final Moments moments;

    ProvisioningEndpoint(
            ScimTokens tokens,
            OauthClients clients,
            TrustedIssuers issuers,
            Users users,
            PlainChanges changes,
            UserQueries userQueries,
            Groups groups,
            GroupQueries groupQueries,
            PlainJoins joins,
            Undelivered undelivered,
            UndeliveredGroups undeliveredGroups,
            Resources resources,
            Moments moments) {
        this.tokens = tokens;
        this.clients = clients;
        this.issuers = issuers;
        this.users = users;
        this.changes = changes;
        this.userQueries = userQueries;
        this.groups = groups;
        this.groupQueries = groupQueries;
        this.joins = joins;
        this.undelivered = undelivered;
        this.undeliveredGroups = undeliveredGroups;
        this.resources = resources;
        this.moments = moments;
    }

    @Override
    public ScimClient authenticate(TokenProof proof) {
        return tokens.authenticate(proof);
    }

    @Override
    public ScimClient authenticateClient(TokenProof proof) {
        return clients.authenticate(proof);
    }

    @Override
    public ScimClient judgeGrant(OauthGrant grant) {
        return clients.judge(grant);
    }

    @Override
    public TrustedIssuer findIssuer(IssuerClaim claim) {
        return issuers.require(claim);
    }

    @Override
    public List<@Nullable UserRecord> createUsers(List<UserCreation> creations) {
        requireFew(creations, UserCreation.TOGETHER_MAX);
        if (creations.size() == 1) {
            UserCreation only = creations.getFirst();
            return List.of(
                    users.create(request(only.connection(), List.of(), Trace.of(only.traceparent())), only.resource()));
        }
        List<Request> requests = creations.stream()
                .map(creation -> request(creation.connection(), List.of(), Trace.of(creation.traceparent())))
                .toList();
        return orNull(users.createNewPeople(
                requests, creations.stream().map(UserCreation::resource).toList()));
    }

    private static void requireFew(List<?> together, int max) {
        if (together.size() > max || together.stream().anyMatch(Objects::isNull)) {
            throw Refusal.REQUEST_MALFORMED.because("Up to " + max + " are taken at once.");
        }
    }

    private static <T> List<@Nullable T> orNull(List<Optional<T>> found) {
        List<@Nullable T> answer = new ArrayList<>(found.size());
        found.forEach(one -> answer.add(one.orElse(null)));
        return answer;
    }

    @Override
    public int delivered(List<DeliveredCreation> deliveries) {
        requireFew(deliveries, DeliveredCreation.TOGETHER_MAX);
        Map<Kind, List<DeliveredCreation>> kinds =
                deliveries.stream().collect(Collectors.groupingBy(DeliveredCreation::kind));
        int known = 0;
        for (Map.Entry<Kind, List<DeliveredCreation>> kind : kinds.entrySet()) {
            known += switch (kind.getKey()) {
                case USER -> undelivered.delivered(kind.getValue());
                case GROUP -> undeliveredGroups.delivered(kind.getValue());
            };
        }
        return known;
    }

    @Override
    public byte[] readUsers(List<UserKey> keys) {
        return new PackedUsers(-1, userQueries.read(keys)).pack();
    }

    @Override
    public MemberUser readMember(UUID organization, UUID member, boolean groups) {
        return userQueries.requireMember(organization, member, groups);
    }

    @Override
    public byte[] queryUsers(UUID connection, ResourceQuery query) {
        UserPage page = userQueries.list(connection, query);
        return new PackedUsers(page.total(), page.users()).pack();
    }

    @Override
    public MixedPage queryAll(UUID connection, MixedQuery query) {
        return resources.list(connection, query);
    }

    @Override
    public UserRecord replaceUser(UUID connection, UUID id, List<Long> versions, ResourceWrite write) {
        return users.replace(request(connection, versions), id, write.resource());
    }

    @Override
    public UserRecord patchUser(UUID connection, UUID id, List<Long> versions, ResourcePatch patch) {
        return users.patch(request(connection, versions), id, patch);
    }

    @Override
    public List<@Nullable UserRecord> changeUsers(List<ResourceChange> wanted) {
        requireFew(wanted, ResourceChange.TOGETHER_MAX);
        List<PlainChanges.Wish> wishes = wanted.stream().map(this::wish).toList();
        return wishes.size() == 1 ? List.of(alone(wishes.getFirst())) : orNull(changes.change(wishes));
    }

    private PlainChanges.Wish wish(ResourceChange change) {
        return new PlainChanges.Wish(request(change), change.id(), change.patch(), change.replacement());
    }

    private UserRecord alone(PlainChanges.Wish wish) {
        if (wish.patch() != null) {
            return users.patch(wish.request(), wish.id(), wish.patch());
        }
        return changes.unchanged(List.of(wish))
                .getFirst()
                .orElseGet(() -> users.replace(wish.request(), wish.id(), Objects.requireNonNull(wish.replacement())));
    }

    private Request request(ResourceChange change) {
        return request(change.connection(), change.versions(), Trace.of(change.traceparent()));
    }

    @Override
    public void deleteUser(UUID connection, UUID id, List<Long> versions) {
        users.delete(request(connection, versions), id);
    }

    @Override
    public GroupRecord createGroup(UUID connection, ResourceWrite write) {
        return groups.create(request(connection), write.resource());
    }

    @Override
    public GroupRecord findGroup(UUID connection, UUID id, boolean members) {
        return groupQueries.require(connection, id, members);
    }

    @Override
    public List<UserRecord.Reference> findMembers(UUID connection, UUID id, UUID after) {
        return groupQueries.members(connection, id, after);
    }

    @Override
    public GroupPage queryGroups(UUID connection, ResourceQuery query) {
        return groupQueries.list(connection, query);
    }

    @Override
    public GroupRecord replaceGroup(UUID connection, UUID id, List<Long> versions, ResourceWrite write) {
        return groups.replace(request(connection, versions), id, write.resource());
    }

    @Override
    public GroupRecord patchGroup(UUID connection, UUID id, List<Long> versions, ResourcePatch patch) {
        return groups.patch(request(connection, versions), id, patch);
    }

    @Override
    public List<@Nullable GroupRecord> changeGroups(List<ResourceChange> wanted) {
        requireFew(wanted, ResourceChange.TOGETHER_MAX);
        if (wanted.size() == 1) {
            ResourceChange only = wanted.getFirst();
            return List.of(groups.patch(request(only), only.id(), requirePatch(only)));
        }
        return orNull(joins.add(wanted.stream()
                .map(change -> new PlainJoins.Wish(request(change), change.id(), requirePatch(change)))
                .toList()));
    }

    private static ResourcePatch requirePatch(ResourceChange change) {
        if (change.patch() == null) {
            throw Refusal.VALUE_INVALID.because("A group is replaced alone.");
        }
        return change.patch();
    }

    @Override
    public void deleteGroup(UUID connection, UUID id, List<Long> versions) {
        groups.delete(request(connection, versions), id);
    }

    private Request request(UUID connection) {
        return request(connection, List.of());
    }

    private Request request(UUID connection, List<Long> versions) {
        return request(connection, versions, Trace.current());
    }

    private Request request(UUID connection, List<Long> versions, Trace trace) {
        return new Request(connection, moments.now(), versions, trace.traceId(), trace.traceparent());
    }
}
