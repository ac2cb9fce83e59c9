package dev.rollcall.membership.member;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.membership.admin.Cursor;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.provenance.Provenances;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds members of one organization. */
@ApplicationScoped
class Members {
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final int USER_NAME_MAX = 255;

    private final Transactions transactions;

    Members(Transactions transactions) {
        this.transactions = transactions;
    }

    /** In the order in which their accounts were made. */
    MemberList list(UUID organizationId, MemberFilter filter, Slice slice) {
        UUID after = slice.after() == null ? BEGINNING : Cursor.id(slice.after());
        return transactions.read(connection -> {
            List<Member> rows = on(
                            connection, MemberSql.page(organizationId, filter, after, slice.offset(), slice.limit()))
                    .list(Members::read);
            Integer count = slice.after() == null ? count(connection, organizationId, filter) : null;
            return new MemberList(
                    slice.cut(rows),
                    count,
                    slice.next(rows, member -> member.accountId().toString()));
        });
    }

    /** By member id, or by username in any letter case. */
    MemberDetails require(UUID organizationId, String idOrUserName) {
        Optional<UUID> id = Ids.parse(idOrUserName);
        boolean askable =
                idOrUserName.length() <= USER_NAME_MAX && idOrUserName.chars().noneMatch(Character::isISOControl);
        if (!askable) {
            throw unknown();
        }
        MemberSql sql = id.isPresent()
                ? MemberSql.byId(organizationId, id.get())
                : MemberSql.byUserName(organizationId, idOrUserName.toLowerCase(Locale.ROOT));
        return transactions
                .read(connection -> {
                    Optional<Member> member = on(connection, sql).first(Members::read);
                    return member.isEmpty()
                            ? Optional.<MemberDetails>empty()
                            : Provenances.find(
                                            connection,
                                            organizationId,
                                            member.get().id())
                                    .map(provenance -> new MemberDetails(member.get(), provenance));
                })
                .orElseThrow(Members::unknown);
    }

    private static @Nullable Integer count(Connection connection, UUID organizationId, MemberFilter filter)
            throws SQLException {
        int counted = on(connection, MemberSql.count(organizationId, filter, Slice.OFFSET_MAX + 1))
                .first(row -> row.getInt(1))
                .orElse(0);
        return counted > Slice.OFFSET_MAX ? null : counted;
    }

    private static Sql on(Connection connection, MemberSql sql) {
        return Sql.on(connection, sql.text(), sql.values().toArray());
    }

    private static Member read(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return new Member(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("user_name"),
                row.getString("full_name"),
                row.getString("email"),
                "User",
                Character.toUpperCase(role.charAt(0)) + role.substring(1),
                List.of((String[]) row.getArray("teams").getArray()),
                row.getBoolean("guest"),
                Sql.requireInstant(row, "joined_at"),
                row.getString("origin"),
                row.getString("managed_by"),
                row.getObject("connection_id", UUID.class),
                row.getObject("scim_id", UUID.class),
                row.getString("external_id"),
                row.getString("status").equals("ACTIVE"),
                Sql.instant(row, "provisioned_at"),
                row.getLong("conflicts"));
    }

    private static RuntimeException unknown() {
        return Refusal.MEMBER_UNKNOWN.because("The organization has no such member.");
    }
}
