package dev.rollcall.membership.member;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the member list. They walk the primary key (organization, account), so a page costs the same wherever it lies; only the
 * page's own rows are joined to what they show.
 */
record MemberSql(String text, List<@Nullable Object> values) {
    private static final String SHOWN = """
            select m.id, m.account_id, m.role, m.status, m.origin, m.managed_by, m.connection_id, m.joined_at,
                m.user_name, m.full_name, m.email, s.id as scim_id, s.external_id, s.updated_at as provisioned_at,
                array(select distinct t.name from team_member tm join team t on t.id = tm.team_id
                    where tm.member_id = m.id order by t.name) as teams,
                (select count(*) from conflict c where c.organization_id = m.organization_id and c.member_id = m.id
                    and c.state = 'OPEN') as conflicts,
                exists (select 1 from domain d where d.organization_id = m.organization_id
                    and d.verified_at is not null) and not exists (select 1 from domain d
                    where d.organization_id = m.organization_id and d.verified_at is not null
                    and d.name = split_part(coalesce(m.email_key, ''), '@', 2)) as guest
            from page m left join lateral (
                select u.id, u.external_id, u.updated_at from connection_organization co
                  join scim_user u on u.connection_id = co.connection_id and u.account_id = m.account_id
                 where co.organization_id = m.organization_id
                 order by u.connection_id is not distinct from m.connection_id desc, u.connection_id limit 1) s on true
            order by m.account_id
            """;

    private static final String FOUND = """
            select m.*, a.user_name, a.full_name, a.email, a.email_key from member m join account a on a.id = m.account_id
            where m.organization_id = ?
            """;

    static MemberSql page(UUID organizationId, MemberFilter filter, UUID afterAccount, int offset, int limit) {
        MemberSql found = found(organizationId, filter);
        List<@Nullable Object> values = new ArrayList<>(found.values());
        values.add(afterAccount);
        values.add(limit);
        values.add(offset);
        return new MemberSql(
                "with page as (" + found.text() + " and m.account_id > ? order by m.account_id limit ? offset ?)"
                        + SHOWN,
                values);
    }

    /** How many match, counted no further than {@code max}. */
    static MemberSql count(UUID organizationId, MemberFilter filter, int max) {
        MemberSql found = found(organizationId, filter);
        List<@Nullable Object> values = new ArrayList<>(found.values());
        values.add(max);
        return new MemberSql("select count(*) from (" + found.text() + " limit ?) as found", values);
    }

    static MemberSql byId(UUID organizationId, UUID memberId) {
        return new MemberSql("with page as (" + FOUND + " and m.id = ?)" + SHOWN, List.of(organizationId, memberId));
    }

    static MemberSql byUserName(UUID organizationId, String userNameKey) {
        return new MemberSql(
                "with page as (" + FOUND + " and a.user_name_key = ?)" + SHOWN, List.of(organizationId, userNameKey));
    }

    private static MemberSql found(UUID organizationId, MemberFilter filter) {
        StringBuilder text = new StringBuilder(FOUND);
        List<@Nullable Object> values = new ArrayList<>();
        values.add(organizationId);
        narrow(text, values, " and m.role = ?", filter.role());
        narrow(text, values, " and m.origin = ?", filter.origin());
        narrow(text, values, " and m.managed_by = ?", filter.managedBy());
        narrow(text, values, " and m.status = ?", filter.status());
        narrow(
                text,
                values,
                " and concat_ws(chr(10), a.user_name_key, lower(a.full_name), a.email_key) like ?",
                filter.pattern());
        return new MemberSql(text.toString(), values);
    }

    private static void narrow(
            StringBuilder text, List<@Nullable Object> values, String condition, @Nullable String value) {
        if (value != null) {
            text.append(condition);
            values.add(value);
        }
    }
}
