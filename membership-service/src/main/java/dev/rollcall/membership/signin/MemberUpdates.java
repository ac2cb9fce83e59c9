package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.MemberState;
import dev.rollcall.membership.provenance.Provenance;
import dev.rollcall.membership.provenance.Writer;
import dev.rollcall.membership.provenance.Writing;
import dev.rollcall.membership.sql.Columns;
import dev.rollcall.membership.user.MemberEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a sign-in changes about memberships that there are: teams are added, and who wrote what is noted. Nothing else (R-JIT-12). */
@ApplicationScoped
class MemberUpdates {
    private static final String UPDATE = "update member m set version = n.version, provenance = " + Provenance.MERGED
            + " from unnest(?::uuid[], ?::bigint[], ?::text[]) as n(id, version, written) where m.id = n.id";

    private final SignInTeams teams;
    private final Disagreements disagreements;

    MemberUpdates(SignInTeams teams, Disagreements disagreements) {
        this.teams = teams;
        this.disagreements = disagreements;
    }

    private record Row(Known.Member member, @Nullable String written) {}

    /** What every step needs; {@code account} as it is after the sign-in. */
    private record Step(Connection connection, Asked asked, Known known, Known.Account account, MemberEvents events) {
        MemberState state(Known.Member member) {
            return member.state(account.userName(), known.externalId());
        }
    }

    /** The account's active memberships, as they are then. */
    List<Known.Organization> store(
            Connection connection, Asked asked, Known known, Known.Account account, Plan plan, MemberEvents events)
            throws SQLException {
        Step step = new Step(connection, asked, known, account, events);
        List<Known.Organization> memberships = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (Known.Organization organization : known.memberships()) {
            Known.Member before = Objects.requireNonNull(organization.member());
            List<Writing> writings = new ArrayList<>();
            if (plan.renamed()) {
                rename(step, organization.id(), before, writings);
            }
            Known.Member after = before;
            for (Plan.Addition addition : plan.additions()) {
                if (addition.member().id().equals(before.id())) {
                    after = join(step, organization.id(), before, addition.teams(), writings);
                }
            }
            memberships.add(organization.with(after));
            if (!writings.isEmpty()) {
                Provenance.Noted noted = Provenance.note(
                        before.written(), Writer.JIT, asked.actor().reference(), asked.now(), writings);
                rows.add(new Row(after, noted.json()));
                disagreements.flapping(connection, asked, organization.id(), before.id(), noted.flaps());
            }
        }
        write(connection, rows);
        return memberships;
    }

    private static void rename(Step step, UUID organizationId, Known.Member member, List<Writing> writings) {
        Known.Account account = step.known().account();
        String before = account == null ? null : account.name().full();
        String after = step.account().name().full();
        writings.add(new Writing(Writing.NAME, before, after));
        step.events()
                .member(
                        EventType.USER_UPDATED,
                        organizationId,
                        step.state(member),
                        step.state(member),
                        List.of(new Change(Writing.NAME, "JIT", null, null)),
                        Map.of(),
                        new Pii(step.asked().person().email(), after, null, null));
    }

    private Known.Member join(
            Step step, UUID organizationId, Known.Member member, List<Plan.Team> wanted, List<Writing> writings)
            throws SQLException {
        Known.Member now = member;
        for (SignInTeams.Given team :
                teams.give(step.connection(), step.asked(), organizationId, member.id(), wanted, step.events())) {
            List<UUID> more = new ArrayList<>(now.teams());
            more.add(team.id());
            Known.Member after = now.inTeams(List.copyOf(more));
            step.events()
                    .member(
                            EventType.MEMBER_TEAM_ADDED,
                            organizationId,
                            step.state(now),
                            step.state(after),
                            null,
                            Map.of("teamId", team.id(), "source", team.source()),
                            null);
            writings.add(Writing.joined(team.id()));
            now = after;
        }
        return now;
    }

    private static void write(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            Columns<Row> columns = new Columns<>(statement, rows);
            int i = columns.bind(1, "uuid", row -> row.member().id());
            i = columns.bind(i, "int8", row -> row.member().version());
            columns.bind(i, "text", Row::written);
            statement.executeUpdate();
        }
    }
}
