package dev.rollcall.membership.user;

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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The common case of a PATCH, the user's own rows and nothing else to write, for many users in one transaction of two statements. Whoever
 * turns out to be another case, a refusal too, is left to the whole command.
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

    /** What one request asks of one user. */
    public record Wish(Request request, UUID id, ResourcePatch patch) {
        private UserRows.Key key() {
            return new UserRows.Key(request.connectionId(), id);
        }
    }

    /** Empty for everyone who is another case, and for all when they stood in each other's way or in another's; nothing was done then. */
    public List<Optional<UserRecord>> patch(List<Wish> wishes) {
        try {
            return transactions
                    .tryWrite(connection -> patch(connection, wishes))
                    .orElseGet(() -> none(wishes.size()));
        } catch (EventTooLarge | HeldBack oneOfThem) {
            return none(wishes.size());
        }
    }

    private static List<Optional<UserRecord>> none(int size) {
        return Collections.nCopies(size, Optional.empty());
    }

    private List<Optional<UserRecord>> patch(Connection connection, List<Wish> wishes) throws SQLException {
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
            Leeway leeway = new Leeway(Mode.valueOf(wish.patch().mode().name()));
            Description wanted = Edits.patched(state, wish.patch(), leeway);
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
