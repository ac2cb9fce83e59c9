package dev.rollcall.membership.signin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.AssertedPerson;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import dev.rollcall.contract.signin.LinkSignInApi.LinkSignIn;
import dev.rollcall.contract.signin.LinkSignInApi.Prospect;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.membership.signin.JitRules.Decision;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.UserNameForm;
import dev.rollcall.membership.user.UserNameRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides about people who proved their address by a link: each one transaction, under the locks that deactivation takes. */
@ApplicationScoped
class LinkDecisions {
    private static final int DIGITS = 1_000_000;

    /** R-INV-3: acceptance needs a verified address, and this is how it becomes one. */
    private static final String VERIFIED =
            "update account set email_verified_at = ? where id = ? and email_key = ? and email_verified_at is null";

    private final Transactions transactions;
    private final Admissions admissions;
    private final Streams streams;
    private final Moments moments;
    private final UserNameForm userNames;

    LinkDecisions(
            Transactions transactions,
            Admissions admissions,
            Streams streams,
            Moments moments,
            UserNameForm userNames) {
        this.transactions = transactions;
        this.admissions = admissions;
        this.streams = streams;
        this.moments = moments;
        this.userNames = userNames;
    }

    Prospect prospect(String email) {
        Optional<Person> person = person(email);
        if (person.isEmpty()) {
            return new Prospect(false, null);
        }
        LinkFacts facts = transactions.read(
                connection -> LinkFacts.read(connection, question(address(person.get()), moments.now())));
        return new Prospect(
                !(decision(facts) instanceof Decision.TurnAway), person.get().email());
    }

    SignInAnswer decide(LinkSignIn request) {
        Person person = person(request.email())
                .orElseThrow(() -> Refusal.VALUE_INVALID.because("email: must be an e-mail address."));
        return transactions.write(connection -> decide(connection, request, person));
    }

    private SignInAnswer decide(Connection connection, LinkSignIn request, Person person) throws SQLException {
        Instant now = moments.now();
        LinkFacts facts = LinkFacts.lock(connection, question(address(person), now));
        Known known = facts.known();
        Asked asked = Asked.byLink(request.flow(), request.traceId(), person, now);
        return switch (decision(facts)) {
            case Decision.Enter enter ->
                admit(connection, asked, known, PlanRules.enter(known, person, LinkRules.NOTHING, enter));
            case Decision.Accept accept ->
                admit(connection, asked, known, PlanRules.accept(known, person, LinkRules.NOTHING, accept));
            case Decision.Capture capture ->
                admit(connection, asked, known, PlanRules.capture(known, person, LinkRules.NOTHING, capture));
            case Decision.Join join -> throw new IllegalStateException("Nobody joins by a link: row " + join.row());
            case Decision.TurnAway away -> turnAway(connection, asked, facts, away);
        };
    }

    private SignInAnswer admit(Connection connection, Asked asked, Known known, Plan plan) throws SQLException {
        SignInAnswer.Granted granted = admissions.carryOut(connection, asked, known, plan, List.of());
        Sql.on(connection, VERIFIED, asked.now(), granted.accountId(), address(asked.person()))
                .update();
        return granted;
    }

    /** Told to every organization that it concerns; where there is none, there is nobody to tell here. */
    private SignInAnswer turnAway(Connection connection, Asked asked, LinkFacts facts, Decision.TurnAway away)
            throws SQLException {
        Known known = facts.known();
        SignInAnswer.Denied denied = LinkRules.denied(away, known, asked.person(), asked.traceId());
        streams.append(
                connection,
                facts.concerned().stream()
                        .limit(DecisionEvents.ORGANIZATIONS_MAX)
                        .map(concerned -> DecisionEvents.denied(asked, known, concerned, denied))
                        .toList());
        return denied;
    }

    private static Decision decision(LinkFacts facts) {
        return LinkRules.decide(facts.known(), facts.enforcedBy() != null);
    }

    /** Empty for what is no address. */
    private static Optional<Person> person(String email) {
        Person person = PersonRules.read(
                new AssertedPerson(Method.EMAIL_LINK, email, null, null, null, null, null, null, null));
        return person.email() == null ? Optional.empty() : Optional.of(person);
    }

    private static String address(Person person) {
        return java.util.Objects.requireNonNull(person.email());
    }

    private LinkFacts.Question question(String email, Instant now) {
        return new LinkFacts.Question(
                email,
                UserNameRules.candidates(userNames, email, email, moments.below(DIGITS)),
                userNames.lengthMax(),
                now);
    }
}
