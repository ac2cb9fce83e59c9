package dev.rollcall.membership.signin;

import dev.rollcall.membership.provenance.Provenance;

/** The statements of a decision about somebody who proved an address. Columns are named as in {@link SignInSql}. */
final class LinkSql {
    // As SCIM's commands lock them, so that the two cannot wait for each other in a circle.
    static final String LOCK = """
        select m.id from account a join member m on m.account_id = a.id
         where a.email_key = ? order by m.id limit 1000 for update of m\
        """;

    /** One row for each organization that the address has to do with; one without an organization where there is none. */
    static final String FACTS = """
        select a.id as account_id, a.user_name, a.email_key as account_email, a.given_name, a.family_name, a.full_name,
               (select c.organization_id from connection_domain x
                  join domain d on d.name = x.domain and d.verified_at is not null
                  join connection c on c.id = x.connection_id and c.enforced
                 where x.domain = q.domain order by c.id limit 1) as enforced_by,
               (select n.name from (
                   select left(w.name, q.name_max - length(w.tail)) || w.tail as name, w.rank
                     from unnest(q.names, q.tails) with ordinality as w(name, tail, rank)) n
                 where not exists (select 1 from account x where x.user_name_key = n.name)
                 order by n.rank limit 1) as free_name,
               o.id as organization_id, o.name as organization_name, o.name_key as organization_key,
               o.seats is not null as seats_limited, o.seats is null or o.seats_used < o.seats as seat_free,
               array[]::text[] as known_teams,
               case when m.id is null then r.removed_at end as removed_at,
               coalesce(w.capturing, false) as capturing,
               m.status is distinct from 'INACTIVE' and exists (
                   select 1 from member x
                     join connection_organization s on s.connection_id = x.connection_id and s.organization_id = o.id
                    where x.account_id = a.id and x.status = 'INACTIVE') as closed,
               v.id as invitation, v.role as invited_role, v.invited_by, v.team_id as invited_team,
               (select t.name from team t where t.organization_id = o.id and t.id = v.team_id limit 1) as invited_team_name,
               m.id as member_id, m.account_id as member_account, m.role, m.status, m.origin, m.managed_by,
               m.connection_id as member_connection, m.version as member_version, m.session_epoch,
               array(select distinct t.team_id from team_member t where t.member_id = m.id) as member_teams,
               coalesce((m.provenance #>> '{attributes,active,at}')::timestamptz, m.updated_at) as out_since,
        """ + Provenance.READ + """

         from (select ?::text as email, split_part(?::text, '@', -1) as domain, ?::text[] as names, ?::text[] as tails,
                      ?::int as name_max, ?::timestamptz as now) q
         left join account a on a.email_key = q.email
         left join lateral (
           select u.organization_id, bool_or(u.capturing) as capturing from (
               select x.organization_id, false as capturing from member x where x.account_id = a.id
               union all
               select x.organization_id, false from removed_member x where x.account_id = a.id
               union all
               select x.organization_id, false from invitation x
                where x.email_key = q.email and x.state = 'PENDING' and x.expires_at > q.now
               union all
               select d.organization_id, true from domain d
                where a.id is not null and d.name = q.domain and d.verified_at is not null and d.auto_provisioning
                  and not exists (select 1 from connection_domain y join connection z on z.id = y.connection_id
                                   where y.domain = d.name and z.jit_enabled)) u
            group by u.organization_id order by u.organization_id limit 1000) w on true
         left join organization o on o.id = w.organization_id
         left join member m on m.organization_id = o.id and m.account_id = a.id
         left join removed_member r on r.organization_id = o.id and r.account_id = a.id
         left join lateral (
           select * from invitation x
            where x.organization_id = o.id and x.email_key = q.email and x.state = 'PENDING' and x.expires_at > q.now
              and (r.removed_at is null or x.created_at > r.removed_at)
            limit 1) v on true
        order by o.id\
        """;

    private LinkSql() {}
}
