package dev.rollcall.membership.signin;

import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import dev.rollcall.membership.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the rows of {@link SignInSql}: one for each organization of each person. */
final class KnownReading {
    private KnownReading() {}

    /** @return by the place of the question among {@code questions}, from 1 */
    static Map<Integer, Known> known(ResultSet rows, List<SignInFacts.Question> questions) throws SQLException {
        Map<Integer, Known> all = new HashMap<>();
        while (rows.next()) {
            int place = rows.getInt("place");
            Known known = all.get(place);
            if (known == null) {
                known = new Known(
                        settings(rows, questions.get(place - 1).connectionId()),
                        rows.getBoolean("verified"),
                        rows.getBoolean("linked"),
                        rows.getBoolean("other_identity"),
                        account(rows),
                        described(rows),
                        rows.getString("free_name"),
                        new ArrayList<>(2));
                all.put(place, known);
            }
            known.organizations().add(organization(rows));
        }
        return all;
    }

    private static Known.Settings settings(ResultSet row, UUID connectionId) throws SQLException {
        return new Known.Settings(
                connectionId,
                Method.valueOf(row.getString("protocol")),
                row.getBoolean("jit_enabled"),
                row.getString("name_authority").equals("SCIM"),
                GroupNames.valueOf(row.getString("group_names")),
                row.getObject("default_organization", UUID.class),
                row.getObject("default_team_id", UUID.class),
                row.getString("default_role"));
    }

    static Known.@Nullable Account account(ResultSet row) throws SQLException {
        UUID id = row.getObject("account_id", UUID.class);
        Name name = new Name(row.getString("given_name"), row.getString("family_name"), row.getString("full_name"));
        return id == null
                ? null
                : new Known.Account(id, row.getString("user_name"), row.getString("account_email"), name);
    }

    private static Known.@Nullable Described described(ResultSet row) throws SQLException {
        Boolean active = row.getObject("described_active", Boolean.class);
        return active == null
                ? null
                : new Known.Described(
                        active,
                        row.getString("external_id"),
                        row.getString("described_name"),
                        row.getString("described_role"),
                        row.getString("described_organization"),
                        row.getString("described_team"),
                        row.getBoolean("groups_pushed"),
                        List.of((String[]) row.getArray("described_groups").getArray()),
                        Sql.requireInstant(row, "described_at"));
    }

    static Known.Organization organization(ResultSet row) throws SQLException {
        Map<String, UUID> teams = new HashMap<>();
        for (String team : (String[]) row.getArray("known_teams").getArray()) {
            int space = team.indexOf(' ');
            teams.put(team.substring(space + 1), UUID.fromString(team.substring(0, space)));
        }
        return new Known.Organization(
                row.getObject("organization_id", UUID.class),
                row.getString("organization_name"),
                row.getString("organization_key"),
                row.getBoolean("seats_limited"),
                row.getBoolean("seat_free"),
                teams,
                row.getString("member_id") == null ? null : member(row),
                Sql.instant(row, "removed_at"),
                row.getString("invitation") == null ? null : invitation(row),
                row.getBoolean("capturing"));
    }

    private static Known.Invitation invitation(ResultSet row) throws SQLException {
        String team = row.getString("invited_team_name");
        return new Known.Invitation(
                row.getObject("invitation", UUID.class),
                row.getString("invited_role"),
                row.getObject("invited_by", UUID.class),
                team == null ? null : new Known.InvitedTeam(row.getObject("invited_team", UUID.class), team));
    }

    private static Known.Member member(ResultSet row) throws SQLException {
        return new Known.Member(
                row.getObject("member_id", UUID.class),
                row.getObject("member_account", UUID.class),
                row.getString("role"),
                row.getString("status").equals("ACTIVE"),
                row.getString("origin"),
                row.getString("managed_by").equals("SCIM"),
                row.getObject("member_connection", UUID.class),
                row.getLong("member_version"),
                row.getLong("session_epoch"),
                List.of((UUID[]) row.getArray("member_teams").getArray()),
                row.getString("written"),
                Sql.requireInstant(row, "out_since"));
    }
}
