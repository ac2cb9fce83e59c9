package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import dev.rollcall.membership.user.MemberEvents;
import dev.rollcall.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Carries a plan out: account, name, memberships, teams, and the events of all that, in the transaction that read the facts. */
@ApplicationScoped
class Admissions {
    private static final String NEW_ACCOUNT = """
            insert into account (id, email, email_key, user_name, user_name_key, given_name, family_name, full_name,
                                 created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Two at the same moment: the second one's transaction begins anew and sees the first one's. */
    private static final String LINK =
            "insert into sign_in_identity (connection_id, issuer, subject, account_id, linked_at) values (?, ?, ?, ?,"
                    + " ?)";

    private static final String RENAME =
            "update account set given_name = ?, family_name = ?, full_name = ?, updated_at = ? where id = ?";

    private final Streams streams;
    private final Moments moments;
    private final NewMembers newMembers;
    private final MemberUpdates updates;
    private final Disagreements disagreements;
    private final JoinSwitches switches;

    Admissions(
            Streams streams,
            Moments moments,
            NewMembers newMembers,
            MemberUpdates updates,
            Disagreements disagreements,
            JoinSwitches switches) {
        this.streams = streams;
        this.moments = moments;
        this.newMembers = newMembers;
        this.updates = updates;
        this.disagreements = disagreements;
        this.switches = switches;
    }

    SignInAnswer.Granted carryOut(
            Connection connection, Asked asked, Known known, Plan plan, List<MismatchRules.Mismatch> mismatches)
            throws SQLException {
        switches.require(connection, asked, known, plan);
        MemberEvents events = asked.events();
        Known.Account account = account(connection, asked, known, plan, events);
        List<Known.Organization> memberships =
                new ArrayList<>(updates.store(connection, asked, known, account, plan, events));
        for (Plan.Join join : plan.joins()) {
            memberships.add(newMembers.join(connection, asked, account, known.externalId(), join, events));
        }
        for (Plan.Settled settled : plan.settled()) {
            Acceptances.settle(connection, asked, settled, events);
        }
        link(connection, asked, known, account.id());
        SignInAnswer.Granted granted = granted(known, plan, account, memberships);
        List<OutboxEvent> all = new ArrayList<>(events.all());
        all.addAll(DecisionEvents.succeeded(asked, granted));
        streams.append(connection, all);
        disagreements.mismatches(connection, asked, known, plan, mismatches);
        disagreements.otherAddress(connection, asked, known);
        return granted;
    }

    /** From the first sign-in on it is the identity that tells who somebody is, no longer the address. */
    private static void link(Connection connection, Asked asked, Known known, UUID accountId) throws SQLException {
        if (!known.linked() && asked.person().subject() != null) {
            Sql.on(
                            connection,
                            LINK,
                            asked.connection(),
                            asked.person().issuer(),
                            asked.person().subject(),
                            accountId,
                            asked.now())
                    .update();
        }
    }

    static SignInAnswer.Granted granted(
            Known known, Plan plan, Known.Account account, List<Known.Organization> memberships) {
        List<SignInAnswer.Grant> grants = new ArrayList<>(memberships.size());
        for (Known.Organization organization : memberships) {
            Known.Member member = Objects.requireNonNull(organization.member());
            grants.add(new SignInAnswer.Grant(
                    member.id(), organization.id(), organization.name(), member.role(), member.sessionEpoch()));
        }
        return new SignInAnswer.Granted(
                plan.row(), account.id(), account.userName(), grants, EffectRules.effects(known, plan), plan.notes());
    }

    private Known.Account account(Connection connection, Asked asked, Known known, Plan plan, MemberEvents events)
            throws SQLException {
        Known.Account account = known.account();
        Name name = plan.name();
        if (account == null) {
            return newAccount(connection, asked, known, name, events);
        }
        if (plan.renamed()) {
            Sql.on(connection, RENAME, name.given(), name.family(), name.full(), asked.now(), account.id())
                    .update();
        }
        return new Known.Account(account.id(), account.userName(), account.email(), name);
    }

    private Known.Account newAccount(Connection connection, Asked asked, Known known, Name name, MemberEvents events)
            throws SQLException {
        String userName = known.freeName();
        if (userName == null) {
            throw LostRace.because("Every username that was tried is taken; the next attempt draws other digits");
        }
        String email = asked.person().email();
        Known.Account account = new Known.Account(moments.newId(), userName, email, name);
        Sql.on(
                        connection,
                        NEW_ACCOUNT,
                        account.id(),
                        email,
                        email,
                        userName,
                        userName,
                        name.given(),
                        name.family(),
                        name.full(),
                        asked.now(),
                        asked.now())
                .update();
        events.account(
                EventType.ACCOUNT_CREATED,
                account.id(),
                Map.of("userName", userName),
                null,
                new Pii(email, name.full(), null, null));
        return account;
    }
}
