package dev.rollcall.membership.signin;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInRequest;
import dev.rollcall.kit.Trace;
import dev.rollcall.membership.signin.JitRules.Decision;
import dev.rollcall.membership.signin.MappingRules.Mapping;
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
import java.util.Objects;
import java.util.stream.Collectors;

/** Decisions about sign-ins: each one transaction, which reads under the locks that deactivation takes, decides, and carries out. */
@ApplicationScoped
class SignInDecisions {
    private static final int DIGITS = 1_000_000;

    private final Transactions transactions;
    private final Admissions admissions;
    private final Disagreements disagreements;
    private final Streams streams;
    private final Moments moments;
    private final UserNameForm userNames;

    SignInDecisions(
            Transactions transactions,
            Admissions admissions,
            Disagreements disagreements,
            Streams streams,
            Moments moments,
            UserNameForm userNames) {
        this.transactions = transactions;
        this.admissions = admissions;
        this.disagreements = disagreements;
        this.streams = streams;
        this.moments = moments;
        this.userNames = userNames;
    }

    /** @throws Refused CONNECTION_UNKNOWN; VALUE_INVALID when the connection speaks another protocol */
    SignInAnswer decide(SignInRequest request, Trace trace) {
        Person person = PersonRules.read(request.person());
        return request.dryRun()
                ? transactions.read(connection -> foresee(connection, request, person))
                : transactions.write(connection -> decide(connection, request, person, trace));
    }

    private SignInAnswer decide(Connection connection, SignInRequest request, Person person, Trace trace)
            throws SQLException {
        Instant now = moments.now();
        Known known = SignInFacts.lock(connection, question(request, person, moments.below(DIGITS), now))
                .orElseThrow(SignInDecisions::connectionGone);
        Asked asked = Asked.of(request, person, now, trace);
        Mapping mapping = mapping(person, known);
        return switch (decision(person, known, mapping)) {
            case Decision.Enter enter ->
                admissions.carryOut(
                        connection,
                        asked,
                        known,
                        PlanRules.enter(known, person, mapping, enter),
                        MismatchRules.between(person, mapping, known));
            case Decision.Join join ->
                admissions.carryOut(connection, asked, known, PlanRules.join(known, person, mapping, join), List.of());
            case Decision.Accept accept ->
                admissions.carryOut(
                        connection, asked, known, PlanRules.accept(known, person, mapping, accept), List.of());
            case Decision.Capture capture ->
                admissions.carryOut(
                        connection, asked, known, PlanRules.capture(known, person, mapping, capture), List.of());
            case Decision.TurnAway away -> turnAway(connection, asked, known, mapping, away);
        };
    }

    private SignInAnswer foresee(Connection connection, SignInRequest request, Person person) throws SQLException {
        Known known = SignInFacts.read(connection, question(request, person, 0, moments.now()))
                .orElseThrow(SignInDecisions::connectionGone);
        Mapping mapping = mapping(person, known);
        return switch (decision(person, known, mapping)) {
            case Decision.Enter enter -> foreseen(known, PlanRules.enter(known, person, mapping, enter));
            case Decision.Join join -> foreseen(known, PlanRules.join(known, person, mapping, join));
            case Decision.Accept accept -> foreseen(known, PlanRules.accept(known, person, mapping, accept));
            case Decision.Capture capture -> foreseen(known, PlanRules.capture(known, person, mapping, capture));
            case Decision.TurnAway away -> TurnAwayRules.denied(away, known, person, mapping, request.traceId());
        };
    }

    private static SignInAnswer foreseen(Known known, Plan plan) {
        return new SignInAnswer.Foreseen(plan.row(), EffectRules.effects(known, plan), plan.notes());
    }

    private SignInAnswer turnAway(
            Connection connection, Asked asked, Known known, Mapping mapping, Decision.TurnAway away)
            throws SQLException {
        SignInAnswer.Denied denied = TurnAwayRules.denied(away, known, asked.person(), mapping, asked.traceId());
        disagreements.turnedAway(connection, asked, known, denied);
        streams.append(connection, List.of(DecisionEvents.denied(asked, known, denied)));
        return denied;
    }

    static Decision decision(Person person, Known known, Mapping mapping) {
        if (known.settings().method() != person.method()) {
            // A proof by one protocol must not stand for a connection of the other.
            throw Refusal.VALUE_INVALID.because(
                    "person.method: this connection speaks " + known.settings().method() + ".");
        }
        return JitRules.decide(StandingRules.facts(known, person, mapping));
    }

    static Mapping mapping(Person person, Known known) {
        return MappingRules.read(
                person,
                known.settings().groupNames(),
                known.organizations().stream().map(Known.Organization::key).collect(Collectors.toSet()),
                known.defaultOrganization().key());
    }

    private SignInFacts.Question question(SignInRequest request, Person person, int digits, Instant now) {
        String email = Objects.requireNonNullElse(person.email(), "");
        String name =
                Objects.requireNonNullElse(NameRules.after(Name.NONE, person).full(), email);
        return new SignInFacts.Question(
                request.connection(),
                person.email(),
                person.issuer(),
                person.subject(),
                MappingRules.organizationNames(person),
                MappingRules.teamNames(person),
                UserNameRules.candidates(userNames, email, name, digits),
                userNames.lengthMax(),
                now,
                request.connectionVersion(),
                request.dryRun());
    }

    private static Refused connectionGone() {
        return Refusal.CONNECTION_UNKNOWN.because(
                "There is no such connection, or it was changed or switched off meanwhile.");
    }
}
