package dev.rollcall.membership.signin;

import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInWish;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.signin.JitRules.Decision;
import dev.rollcall.membership.signin.MappingRules.Mapping;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.outbox.EventTooLarge;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The common case of a sign-in, a member who comes in and leaves everything as it is, for many in one transaction: it locks their memberships as
 * one decision does, in the one order, and writes their events. Whoever turns out to be another case is left to the whole command.
 */
@ApplicationScoped
class PlainEntries {
    private static final Logger LOG = Logger.getLogger(PlainEntries.class);

    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;

    PlainEntries(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    private record Placed(int place, Asked asked, long connectionVersion) {}

    /** Null for everybody who is another case, and for all when they stood in each other's way or in another's; nothing was done then. */
    List<@Nullable SignInAnswer> enter(List<SignInWish> wishes) {
        Instant now = moments.now();
        List<Placed> plain = new ArrayList<>(wishes.size());
        for (int i = 0; i < wishes.size(); i++) {
            Asked asked = asked(wishes.get(i), now);
            if (asked != null) {
                plain.add(new Placed(i, asked, wishes.get(i).request().connectionVersion()));
            }
        }
        List<@Nullable SignInAnswer> answers = new ArrayList<>(Collections.nCopies(wishes.size(), null));
        if (!plain.isEmpty()) {
            granted(plain).forEach(answers::set);
        }
        return answers;
    }

    private Map<Integer, SignInAnswer.Granted> granted(List<Placed> plain) {
        try {
            return transactions
                    .tryWrite(connection -> granted(connection, plain))
                    .orElseGet(Map::of);
        } catch (EventTooLarge oneOfThem) {
            return Map.of();
        }
    }

    /** Null when it is nothing for company. */
    private static @Nullable Asked asked(SignInWish wish, Instant now) {
        try {
            Person person = PersonRules.read(wish.request().person());
            Asked asked = Asked.of(wish.request(), person, now, Trace.of(wish.traceparent()));
            return wish.request().dryRun() ? null : asked;
        } catch (RuntimeException notPlain) {
            // A refusal, or a fault of ours: its own asker hears of it, the others do not suffer from it.
            LOG.debugf(
                    notPlain,
                    "Sign-in %s is left to the whole command",
                    wish.request().flow());
            return null;
        }
    }

    private static SignInFacts.Question question(Placed one) {
        Asked asked = one.asked();
        return new SignInFacts.Question(
                asked.command().connectionId(),
                asked.person().email(),
                asked.person().issuer(),
                asked.person().subject(),
                MappingRules.organizationNames(asked.person()),
                MappingRules.teamNames(asked.person()),
                List.of(), // nobody gets an account
                0,
                asked.now(),
                one.connectionVersion(),
                false);
    }

    private Map<Integer, SignInAnswer.Granted> granted(Connection connection, List<Placed> plain) throws SQLException {
        Map<Integer, Known> known = SignInFacts.lockSoon(
                connection, plain.stream().map(PlainEntries::question).toList());
        Map<Integer, SignInAnswer.Granted> granted = new HashMap<>();
        List<OutboxEvent> events = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            Asked asked = plain.get(i).asked();
            Known facts = known.get(i + 1);
            SignInAnswer.Granted answer = facts == null ? null : granted(asked, facts);
            if (answer != null) {
                granted.put(plain.get(i).place(), answer);
                events.addAll(DecisionEvents.succeeded(asked, answer));
            }
        }
        streams.append(connection, events);
        return granted;
    }

    /** Null when anything would change besides. */
    private static SignInAnswer.@Nullable Granted granted(Asked asked, Known known) {
        Person person = asked.person();
        Known.Account account = known.account();
        if (known.settings().method() != person.method() || account == null) {
            return null;
        }
        Mapping mapping = SignInDecisions.mapping(person, known);
        if (!(SignInDecisions.decision(person, known, mapping) instanceof Decision.Enter enter)) {
            return null;
        }
        Plan plan = PlanRules.enter(known, person, mapping, enter);
        boolean plain = plan.changesNothing()
                && isKnownSo(known, account, person)
                && MismatchRules.between(person, mapping, known).isEmpty();
        return plain ? Admissions.granted(known, plan, account, known.memberships()) : null;
    }

    /** Whether neither a link is to be made nor another address to be told of. */
    private static boolean isKnownSo(Known known, Known.Account account, Person person) {
        return known.linked()
                ? person.email() == null || person.email().equals(account.email())
                : person.subject() == null;
    }
}
