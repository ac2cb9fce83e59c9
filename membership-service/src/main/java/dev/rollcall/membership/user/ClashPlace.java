package dev.rollcall.membership.user;

import dev.rollcall.membership.conflict.ConflictType;
import dev.rollcall.membership.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a refused push clashed, and what stands there: read after the refusal, so it costs no push that succeeds.
 *
 * @param organizationId the member's, or the connection's default one
 * @param memberId whom the push meant; null when that is no member of the connection's organizations
 * @param person the member's values; empty without a member
 * @param setting the organization's and the connection's values that a push can clash with
 */
record ClashPlace(
        UUID organizationId,
        @Nullable UUID memberId,
        boolean review,
        boolean managed,
        String storedBy,
        Map<String, Object> person,
        Map<String, Object> setting) {
    private static final int DOMAINS_MAX = 20; // enough to see the misspelt one

    // The member's own id, the id of a resource, or the e-mail: a create has only that.
    private static final String FIND = """
            select c.organization_id as default_organization, c.adoption_policy = 'REVIEW' as review, c.group_names,
                   o.name as organization_name, o.seats, o.seats_used,
                   array(select cd.domain from connection_domain cd join domain d on d.name = cd.domain
                          where cd.connection_id = c.id and d.verified_at is not null order by cd.domain limit ?) as domains,
                   m.id as member_id, m.organization_id as member_organization, m.role, m.status, m.origin, m.managed_by,
                   m.email, m.user_name, m.full_name
              from connection c join organization o on o.id = c.organization_id
              left join lateral (
                  select x.*, a.email, a.user_name, a.full_name
                    from (select x.id from member x where x.id = ?::uuid
                          union
                          select x.id from scim_user s join member x on x.account_id = s.account_id
                           where s.connection_id = c.id and s.id = ?::uuid
                          union
                          select x.id from account y join member x on x.account_id = y.id where y.email_key = ?) as meant
                    join member x on x.id = meant.id join account a on a.id = x.account_id
                    join connection_organization co on co.connection_id = c.id and co.organization_id = x.organization_id
                   order by x.organization_id = c.organization_id desc, x.organization_id limit 1) m on true
             where c.id = ?""";

    static ClashPlace find(Connection connection, UUID connectionId, Push push) throws SQLException {
        return Sql.on(connection, FIND, DOMAINS_MAX, push.id(), push.id(), push.userName(), connectionId)
                .first(ClashPlace::read)
                .orElseThrow();
    }

    /** A member whom nobody manages, under the policy that an owner decides. */
    boolean mayBeApproved() {
        return review && memberId != null && !managed;
    }

    /** POST and PUT of the same unmanaged member are one clash. */
    String subject(ConflictType type, UUID connectionId, Push push) {
        if (type == ConflictType.MASS_DEPROVISION) {
            return Clashes.connectionSubject(connectionId);
        }
        return type == ConflictType.UNMANAGED_WRITE && memberId != null ? "member/" + memberId : push.subject();
    }

    Map<String, Object> stored(ConflictType type) {
        return switch (type) {
            case DOMAIN_UNVERIFIED -> only("domains");
            case UNKNOWN_ORG -> only("organization");
            case GROUP_FORMAT -> only("organization", "groupNames");
            case SEAT_SHORTAGE -> only("seats", "seatsUsed");
            case UNMANAGED_WRITE,
                    ADOPTION_REQUESTED,
                    ATTRIBUTE_MISMATCH,
                    FLAPPING,
                    DUPLICATE_ACCOUNT,
                    EMAIL_MISMATCH,
                    LAST_OWNER,
                    OWNERSHIP_PENDING,
                    MASS_DEPROVISION -> person;
        };
    }

    private Map<String, Object> only(String... names) {
        Map<String, Object> chosen = new LinkedHashMap<>(setting);
        chosen.keySet().retainAll(List.of(names));
        return chosen;
    }

    private static ClashPlace read(ResultSet row) throws SQLException {
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("organization", row.getString("organization_name"));
        setting.put("groupNames", row.getString("group_names"));
        setting.put("domains", List.of((String[]) row.getArray("domains").getArray()));
        setting.put("seats", row.getInt("seats"));
        setting.put("seatsUsed", row.getInt("seats_used"));
        UUID member = row.getObject("member_id", UUID.class);
        UUID defaultOrganization = row.getObject("default_organization", UUID.class);
        Map<String, Object> person = new LinkedHashMap<>();
        if (member != null) {
            for (String column : List.of("email", "user_name", "full_name", "role", "status", "origin", "managed_by")) {
                String value = row.getString(column);
                if (value != null) {
                    person.put(column, value);
                }
            }
        }
        boolean managed = "SCIM".equals(row.getString("managed_by"));
        return new ClashPlace(
                member == null ? defaultOrganization : row.getObject("member_organization", UUID.class),
                member,
                row.getBoolean("review"),
                managed,
                member == null ? "SETTINGS" : managed ? "SCIM" : row.getString("origin"),
                person,
                setting);
    }
}
