package dev.rollcall.membership.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.membership.guard.DeprovisioningGuard;
import dev.rollcall.membership.guard.DeprovisioningGuard.Departure;
import dev.rollcall.membership.guard.HeldBack;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.outbox.EventTooLarge;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The common case of a PATCH or PUT, the user's own rows and nothing else to write, for many users in one transaction of two statements.
 * Whoever turns out to be another case, a refusal too, is left to the whole command.
 */
@ApplicationScoped
public class PlainChanges {
    private static final Logger LOG = Logger.getLogger(PlainChanges.class);

    /** In one order for everybody, so that two transactions cannot wait for each other. */
    private static final Comparator<UserRows.Key> ORDER =
            Comparator.comparing(UserRows.Key::connectionId).thenComparing(UserRows.Key::id);

    private final Transactions transactions;
    private final ChangeWriter writer;

    PlainChanges(Transactions transactions, ChangeWriter writer) {
        this.transactions = transactions;
        this.writer = writer;
    }

    /**
     * What one request asks of one user.
     *
     * @param patch null for a PUT
     * @param replacement the whole resource of a PUT; null for a PATCH
     */
    public record Wish(
            Request request,
            UUID id,
            @Nullable ResourcePatch patch,
            @Nullable ObjectNode replacement) {
        private UserRows.Key key() {
            return new UserRows.Key(request.connectionId(), id);
        }
    }

    /** Empty for everyone who is another case, and for all when they stood in each other's way or in another's; nothing was done then. */
    public List<Optional<UserRecord>> change(List<Wish> wishes) {
        List<Optional<UserRecord>> users = new ArrayList<>(unchanged(wishes));
        List<Integer> left = IntStream.range(0, wishes.size())
                .filter(i -> users.get(i).isEmpty())
                .boxed()
                .toList();
        List<Optional<UserRecord>> written = left.isEmpty()
                ? List.of()
                : write(left.stream().map(wishes::get).toList());
        for (int i = 0; i < written.size(); i++) {
            users.set(left.get(i), written.get(i));
        }
        return users;
    }

    /**
     * The users of those PUTs that say what is there already, which is most of what an identity provider sends: read once, without a lock,
     * for that moment is as good as any other at which the PUT could have been carried out. Empty for everyone else.
     */
    public List<Optional<UserRecord>> unchanged(List<Wish> wishes) {
        List<UserRows.Key> keys = wishes.stream()
                .filter(wish -> wish.replacement() != null)
                .map(Wish::key)
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            return none(wishes.size());
        }
        Map<UserRows.Key, UserState> states = transactions.read(connection -> UserRows.look(connection, keys));
        return wishes.stream()
                .map(wish -> Optional.ofNullable(wish.replacement() == null ? null : states.get(wish.key()))
                        .flatMap(state -> outcome(wish, state))
                        .filter(outcome -> outcome.change().isEmpty())
                        .map(Outcome::user))
                .toList();
    }

    private List<Optional<UserRecord>> write(List<Wish> wishes) {
        try {
            return transactions
                    .tryWrite(connection -> write(connection, wishes))
                    .orElseGet(() -> none(wishes.size()));
        } catch (EventTooLarge | HeldBack oneOfThem) {
            return none(wishes.size());
        }
    }

    private static List<Optional<UserRecord>> none(int size) {
        return Collections.nCopies(size, Optional.empty());
    }

    private List<Optional<UserRecord>> write(Connection connection, List<Wish> wishes) throws SQLException {
        Map<UserRows.Key, UserState> states = UserRows.lockSoon(
                connection,
                wishes.stream().map(Wish::key).distinct().sorted(ORDER).toList());
        List<Optional<UserRecord>> users = new ArrayList<>(wishes.size());
        List<ChangeWriter.Ready> changes = new ArrayList<>(wishes.size());
        Set<UserRows.Key> taken = new HashSet<>();
        for (Wish wish : wishes) {
            UserState state = states.get(wish.key());
            // The second wish of one user would need what the first one leaves.
            Optional<Outcome> outcome =
                    state == null || !taken.add(wish.key()) ? Optional.empty() : outcome(wish, state);
            outcome.flatMap(Outcome::change).ifPresent(changes::add);
            users.add(outcome.map(Outcome::user));
        }
        if (!changes.isEmpty()) {
            guard(connection, changes);
            writer.store(connection, changes);
        }
        return users;
    }

    /** Departures are counted as one; where they are too many together, each is judged alone. */
    private static void guard(Connection connection, List<ChangeWriter.Ready> changes) throws SQLException {
        Map<UserRows.Key, List<Departure>> departures = new TreeMap<>(ORDER);
        for (ChangeWriter.Ready ready : changes) {
            ready.planned()
                    .departure()
                    .ifPresent(one -> departures
                            .computeIfAbsent(
                                    new UserRows.Key(one.connectionId(), one.organizationId()),
                                    key -> new ArrayList<>())
                            .add(one));
        }
        for (List<Departure> together : departures.values()) {
            DeprovisioningGuard.check(connection, together);
        }
    }

    /** @param change empty when the IdP sent what is there already (R-SCIM-42) */
    private record Outcome(Optional<ChangeWriter.Ready> change, UserRecord user) {}

    private static Optional<Outcome> outcome(Wish wish, UserState state) {
        try {
            wish.request().require(state.version());
            ResourcePatch patch = wish.patch();
            if (patch == null) {
                Description wanted = Edits.replaced(state, Objects.requireNonNull(wish.replacement()));
                return PlainRules.plain(state, wanted)
                        .flatMap(member -> outcome(wish.request(), state, member, wanted));
            }
            Leeway leeway = new Leeway(Mode.valueOf(patch.mode().name()));
            Description wanted = Edits.patched(state, patch, leeway);
            return PlainRules.plain(state, wanted)
                    .flatMap(member -> outcome(wish.request(), state, member, wanted))
                    .map(outcome -> new Outcome(outcome.change(), outcome.user().remarked(Users.remarks(leeway))));
        } catch (RuntimeException refused) {
            // A refusal, or a fault of ours: its own asker hears of it, the others do not suffer from it.
            LOG.debugf(refused, "A change of user %s is left to the whole command", wish.id());
            return Optional.empty();
        }
    }

    private static Optional<Outcome> outcome(Request request, UserState state, Membership member, Description wanted) {
        Description before = state.description();
        var differences = ChangeRules.differences(before, wanted);
        if (differences.isEmpty()) {
            return Optional.of(new Outcome(Optional.empty(), state.record(null)));
        }
        ChangeRules.Fate fate = ChangeRules.fate(member, before, wanted, true, List.of());
        if (ChangeRules.losesOwner(fate)) {
            return Optional.empty();
        }
        ChangeWriter.Planned planned = new ChangeWriter.Planned(
                request,
                state,
                before,
                wanted,
                List.of(fate),
                differences,
                state.accountEmail(),
                new MemberEvents(request));
        ChangeWriter.Ready ready = ChangeWriter.prepare(planned);
        return ready.flaps().isEmpty()
                ? Optional.of(new Outcome(
                        Optional.of(ready),
                        planned.after(List.of(ChangeRules.after(fate))).record(null)))
                : Optional.empty();
    }
}
