package dev.rollcall.membership.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.Remarks;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.guard.HeldBack;
import dev.rollcall.membership.guard.HeldDeprovisionings;
import dev.rollcall.membership.guard.HeldDeprovisionings.Kind;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.UserRules.Creation;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.patch.PatchOperation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Commands of an IdP on SCIM Users: each one transaction; a refusal leaves everything as it was, but for the conflict it records. */
@ApplicationScoped
public class Users {
    private final Transactions transactions;
    private final NewPeople newPeople;
    private final Creations creations;
    private final Changes changes;
    private final Removals removals;
    private final Handovers handovers;
    private final Targets targets;
    private final AssignedTeams teams;
    private final Clashes clashes;
    private final Observations observations;
    private final Streams streams;

    Users(
            Transactions transactions,
            NewPeople newPeople,
            Creations creations,
            Changes changes,
            Removals removals,
            Handovers handovers,
            Targets targets,
            AssignedTeams teams,
            Clashes clashes,
            Observations observations,
            Streams streams) {
        this.transactions = transactions;
        this.newPeople = newPeople;
        this.creations = creations;
        this.changes = changes;
        this.removals = removals;
        this.handovers = handovers;
        this.targets = targets;
        this.teams = teams;
        this.clashes = clashes;
        this.observations = observations;
        this.streams = streams;
    }

    /** R-SCIM-21 to R-SCIM-31; two at once for one person end as one account and one refusal. */
    public UserRecord create(Request request, ObjectNode resource) {
        Edits.forStore(resource);
        return clashes.recorded(
                request,
                Push.of(resource),
                () -> newPeople
                        .createAtOnce(request, resource)
                        .orElseGet(() -> guarded(request, connection -> create(connection, request, resource))));
    }

    /** Those of them who are new people, and nothing else; empty for every other one, for whom nothing was done. */
    public List<Optional<UserRecord>> createNewPeople(List<Request> requests, List<ObjectNode> resources) {
        resources.forEach(Edits::forStore);
        return newPeople.createAtOnce(requests, resources);
    }

    private UserRecord create(Connection connection, Request request, ObjectNode resource) throws SQLException {
        Lookups.Found found = newPeople.lookUp(connection, request, resource);
        return switch (UserRules.create(found.known(), found.wanted())) {
            case Creation.NewPerson person -> {
                streams.wakeAfterCommit();
                yield store(connection, request, found, person.organizationId(), null, NewPeople.freeName(found));
            }
            case Creation.Join join -> {
                streams.wakeAfterCommit();
                yield store(connection, request, found, join.organizationId(), join.accountId(), accountName(found));
            }
            case Creation.Link link ->
                awaited(connection, request, found, link(connection, request, link.memberId(), found.wanted()));
            case Creation.Again again ->
                awaited(
                        connection,
                        request,
                        found,
                        changed(
                                connection,
                                request,
                                again.userId(),
                                (state, ignored) -> ChangeRules.kept(state, resource)));
            case Creation.TurnedDown down -> {
                Optional<UserRecord> lost = down.refusal() == Refusal.USER_EXISTS
                        ? Undelivered.answer(
                                connection,
                                request,
                                found.known().described().orElseThrow().id(),
                                found.wanted())
                        : Optional.empty();
                yield lost.orElseThrow(down::refused);
            }
        };
    }

    private static UserRecord awaited(Connection connection, Request request, Lookups.Found found, UserRecord answer)
            throws SQLException {
        Undelivered.await(connection, request, answer, found.wanted());
        return answer;
    }

    private UserRecord store(
            Connection connection,
            Request request,
            Lookups.Found found,
            UUID organizationId,
            @Nullable UUID accountId,
            String userName)
            throws SQLException {
        Description wanted = found.wanted();
        ConnectionPolicy policy = found.known().connection();
        MemberEvents events = new MemberEvents(request);
        boolean byAttribute = wanted.team() != null;
        UUID team = wanted.team() != null
                ? teams.require(connection, request, events, organizationId, wanted.team())
                : wanted.organization() == null ? policy.defaultTeamId() : null;
        Optional<Overtaken> invitation = found.invited() && wanted.active()
                ? Overtaken.accept(connection, request, organizationId, Objects.requireNonNull(wanted.email()), events)
                : Optional.empty();
        Creations.Created created = creations
                .store(
                        connection,
                        List.of(new Creations.Plan(
                                request,
                                wanted,
                                organizationId,
                                found.known().organizationName(),
                                found.seatsLimited(),
                                accountId,
                                userName,
                                policy.defaultRole(),
                                team,
                                byAttribute ? "ATTRIBUTE" : "DEFAULT",
                                events)))
                .getFirst();
        if (invitation.isPresent()) {
            invitation.get().addTeam(connection, request, created.membership(), wanted.externalId(), streams);
        }
        observations.email(connection, request, policy, created.membership(), null, wanted);
        if (found.twin() != null) {
            observations.twins(connection, request, created.membership(), found.twin(), wanted);
        }
        return created.user();
    }

    /** The member keeps everything and gets a resource whose id is the one that reads showed before; the clash that this ends is kept too. */
    private UserRecord link(Connection connection, Request request, UUID memberId, Description wanted)
            throws SQLException {
        clashes.linked(connection, request, memberId, Push.of(memberId, wanted.resource()));
        UUID id = handovers.adopt(connection, request, request.actor(), memberId, wanted.externalId());
        return changed(connection, request, id, (state, ignored) -> ChangeRules.kept(state, wanted.resource()));
    }

    /** RFC 7644 §3.5.1. */
    public UserRecord replace(Request request, UUID id, ObjectNode resource) {
        return guarded(
                request,
                Push.of(id, resource),
                connection -> changed(connection, request, id, (state, ignored) -> ChangeRules.kept(state, resource)));
    }

    /** RFC 7644 §3.5.2. */
    public UserRecord patch(Request request, UUID id, ResourcePatch patch) {
        Leeway leeway = new Leeway(Mode.valueOf(patch.mode().name()));
        UserRecord patched = guarded(request, Push.of(id, patch), connection -> {
            UserState state = targets.requireOrLink(connection, request, id);
            return changes.apply(connection, request, state, Edits.patched(state, patch, leeway))
                    .record(null);
        });
        return patched.remarked(remarks(leeway));
    }

    /** R-SCIM-37: the membership ends and the resource is forgotten; the account stays. */
    public void delete(Request request, UUID id) {
        guarded(request, Push.of(id), connection -> {
            UserState state = targets.require(connection, request, id);
            removals.remove(connection, request, state);
            return state.id();
        });
    }

    /** What the guard holds, at an owner's word: as if the identity provider asked for it now. Nothing when it is held no longer. */
    public void deprovision(Request request, UUID id, Kind kind) {
        guarded(request, Push.of(id), connection -> {
            // Locked first, as every command does. There may be no resource yet: a member who is linked by this.
            UserRows.lock(connection, request.connectionId(), id);
            if (HeldDeprovisionings.forget(connection, request.connectionId(), id)) {
                switch (kind) {
                    case DELETE -> removals.remove(connection, request, targets.require(connection, request, id));
                    case DEACTIVATE ->
                        changed(connection, request, id, (locked, current) -> current.put("active", false));
                }
            }
            return id;
        });
    }

    private <T> T guarded(Request request, Push push, Transactions.Work<T> command) {
        return clashes.recorded(request, push, () -> guarded(request, command));
    }

    /** What the guard refuses is undone and held. */
    private <T> T guarded(Request request, Transactions.Work<T> command) {
        try {
            return transactions.write(command);
        } catch (HeldBack held) {
            transactions.write(connection -> {
                HeldDeprovisionings.hold(connection, request.connectionId(), held.userId(), held.kind(), request.now());
                return held.kind();
            });
            throw held;
        }
    }

    private UserRecord changed(
            Connection connection, Request request, UUID id, BiFunction<UserState, ObjectNode, ObjectNode> edit)
            throws SQLException {
        UserState state = targets.requireOrLink(connection, request, id);
        return changes.apply(connection, request, state, Edits.edited(state, edit))
                .record(null);
    }

    /** What the request log should tell of the reading; null when there is nothing. */
    public static @Nullable Remarks remarks(Leeway leeway) {
        List<String> tolerated = leeway.tolerated().stream().map(Quirk::name).toList();
        return tolerated.isEmpty() ? null : new Remarks(tolerated, leeway.unknownAttributes());
    }

    /** The contract's steps as the protocol library takes them. */
    public static List<PatchOperation> operations(ResourcePatch patch) {
        return Edits.operations(patch);
    }

    private static String accountName(Lookups.Found found) {
        return found.accountUserName() == null ? "" : found.accountUserName();
    }
}
