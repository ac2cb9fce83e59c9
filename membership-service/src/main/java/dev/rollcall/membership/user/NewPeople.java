package dev.rollcall.membership.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.UserRules.Creation;
import dev.rollcall.outbox.EventTooLarge;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The common case of a create, a new person and nothing else to write, as one look-up and one statement, for one person or for many.
 * Whoever turns out to be another case is left to the whole command.
 */
@ApplicationScoped
class NewPeople {
    private static final int DIGITS = 1_000_000;

    private final Transactions transactions;
    private final Creations creations;
    private final Streams streams;
    private final Moments moments;
    private final UserNameForm userNames;

    NewPeople(
            Transactions transactions, Creations creations, Streams streams, Moments moments, UserNameForm userNames) {
        this.transactions = transactions;
        this.creations = creations;
        this.streams = streams;
        this.moments = moments;
        this.userNames = userNames;
    }

    /** Empty when this is another case; nothing was done then. */
    Optional<UserRecord> createAtOnce(Request request, ObjectNode resource) {
        return transactions
                .writeAtOnce(connection -> createAtOnce(connection, List.of(request), List.of(resource)))
                .getFirst();
    }

    /** Empty for everyone who is another case, and for all when they stood in each other's way or in another's; nothing was done then. */
    List<Optional<UserRecord>> createAtOnce(List<Request> requests, List<ObjectNode> resources) {
        try {
            return transactions
                    .tryAtOnce(connection -> createAtOnce(connection, requests, resources))
                    .orElseGet(() -> none(requests.size()));
        } catch (EventTooLarge oneOfThem) {
            return none(requests.size());
        }
    }

    private static List<Optional<UserRecord>> none(int size) {
        return Collections.nCopies(size, Optional.empty());
    }

    private List<Optional<UserRecord>> createAtOnce(
            Connection connection, List<Request> requests, List<ObjectNode> resources) throws SQLException {
        List<Lookups.Question> questions = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            questions.add(question(requests.get(i), resources.get(i)));
        }
        List<Optional<Lookups.Found>> found = Lookups.forCreate(connection, questions);
        Set<String> taken = new HashSet<>();
        List<Creations.Plan> plans = new ArrayList<>(requests.size());
        List<Integer> places = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            Optional<Creations.Plan> plan = found.get(i).flatMap(known -> plan(request, known));
            if (plan.isPresent() && distinct(plan.get(), taken)) {
                plans.add(plan.get());
                places.add(i);
            }
        }
        List<Optional<UserRecord>> users = new ArrayList<>(none(requests.size()));
        if (!plans.isEmpty()) {
            List<Creations.Created> created = creations.store(connection, plans);
            streams.wake();
            for (int i = 0; i < created.size(); i++) {
                users.set(places.get(i), Optional.of(created.get(i).user()));
            }
        }
        return users;
    }

    private static Optional<Creations.Plan> plan(Request request, Lookups.Found found) {
        Description wanted = found.wanted();
        Creation creation = UserRules.create(found.known(), wanted);
        boolean remarkable = found.twin() != null
                || UserRules.otherEmail(found.known().connection(), wanted).isPresent();
        if (!(creation instanceof Creation.NewPerson person)
                || found.seatsLimited()
                || found.invited()
                || wanted.team() != null
                || remarkable) {
            return Optional.empty();
        }
        return Optional.of(new Creations.Plan(
                request,
                wanted,
                person.organizationId(),
                found.known().organizationName(),
                false,
                null,
                freeName(found),
                found.known().connection().defaultRole(),
                wanted.organization() == null ? found.known().connection().defaultTeamId() : null,
                "DEFAULT",
                new MemberEvents(request)));
    }

    /** Whether nobody before in the same statement takes what must be unique. */
    private static boolean distinct(Creations.Plan plan, Set<String> taken) {
        String userName =
                "user " + plan.request().connectionId() + " " + plan.wanted().userNameKey();
        return taken.add("name " + plan.userName())
                & taken.add(userName)
                & (plan.wanted().email() == null
                        || taken.add("email " + plan.wanted().email()));
    }

    Lookups.Found lookUp(Connection connection, Request request, ObjectNode resource) throws SQLException {
        return Lookups.forCreate(connection, List.of(question(request, resource)))
                .getFirst()
                .orElseThrow(() -> new IllegalStateException("Connection " + request.connectionId() + " is gone"));
    }

    private Lookups.Question question(Request request, ObjectNode resource) {
        Description byUserName = Description.of(resource, true);
        return new Lookups.Question(
                request.connectionId(),
                byUserName,
                Description.of(resource, false),
                UserNameRules.suggest(userNames, byUserName.userName(), null),
                UserNameRules.suggest(userNames, byUserName.userName(), moments.below(DIGITS)));
    }

    static String freeName(Lookups.Found found) {
        if (found.freeName() == null) {
            // Both candidates are taken: as good as a lost race, and the next attempt draws other digits.
            throw new IllegalStateException(new SQLException("No free username", "23505"));
        }
        return found.freeName();
    }
}
