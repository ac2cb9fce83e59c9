package dev.rollcall.membership.signin;

import dev.rollcall.membership.provenance.Provenance;

/** The statements of a decision: which memberships are locked, and what must be known. For one person, or for many who come in as they are. */
final class SignInSql {
    /** Whoever switches the connection off, or changes it, has waited for us or is seen by us. */
    static final String HOLD = "select c.id from connection c where c.id = ? for share; ";

    // In the order in which commands of SCIM lock them (UserRows), so that the two cannot wait for each other in a
    // circle.
    // Limits keep look-ups what they are, whatever plan was made while the tables were small.
    static final String LOCK = """
            select m.id
              from (select ?::uuid as connection_id, ?::text as email, ?::text as issuer, ?::text as subject) q
              cross join lateral (select coalesce(
                (select i.account_id from sign_in_identity i
                  where i.connection_id = q.connection_id and i.issuer = q.issuer and i.subject = q.subject limit 1),
                (select x.id from account x where x.email_key = q.email limit 1)) as id offset 0) a
              cross join lateral (
                select x.id from connection_organization co join member x on x.organization_id = co.organization_id
                 where co.connection_id = q.connection_id and x.account_id = a.id
                 order by x.id limit 1000 for update of x) m;
            """;

    /** The same for many: all of them in that one order. */
    static final String HOLD_ALL = "select c.id from connection c where c.id = any(?) order by c.id for share; ";

    static final String LOCK_ALL = """
            select m.id from member m where m.id = any(array(
              select m.id
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) as q(connection_id, email, issuer, subject)
                cross join lateral (select coalesce(
                  (select i.account_id from sign_in_identity i
                    where i.connection_id = q.connection_id and i.issuer = q.issuer and i.subject = q.subject limit 1),
                  (select x.id from account x where x.email_key = q.email limit 1)) as id offset 0) a
                cross join lateral (
                  select x.id from connection_organization co join member x on x.organization_id = co.organization_id
                   where co.connection_id = q.connection_id and x.account_id = a.id
                   order by x.id limit 1000) m)) order by m.id for update;
            """;

    private static final String WANTED = """
            select q.place, c.protocol, c.jit_enabled, c.name_authority, c.group_names, c.default_role, c.default_team_id,
                   c.organization_id as default_organization, k.organization_id is not null as verified,
                   a.id as account_id, a.user_name, a.email_key as account_email, a.given_name, a.family_name, a.full_name,
                   l.account_id is not null as linked,
                   (select true from sign_in_identity x where x.connection_id = c.id and x.account_id = a.id
                       and (x.issuer, x.subject) <> (q.issuer, q.subject)
                       and (x.issuer = q.issuer
                         or exists (select 1 from idp_saml y where y.connection_id = c.id and y.entity_id = x.issuer)
                         or exists (select 1 from idp_oidc y where y.connection_id = c.id
                              and (y.issuer = x.issuer or y.kind = 'ENTRA' and exists (
                                     select 1 from unnest(y.tenants) t where x.issuer = y.issuer || '/' || lower(t) || '/v2.0'))))
                     limit 1) is not null as other_identity,
                   s.active as described_active, s.external_id, s.updated_at as described_at,
                   coalesce(s.resource #>> '{name,formatted}', nullif(trim(concat_ws(' ', s.resource #>> '{name,givenName}',
                       s.resource #>> '{name,familyName}')), '')) as described_name,
                   lower(s.docker ->> 'dockerRole') as described_role,
                   lower(s.docker ->> 'dockerOrg') as described_organization, s.docker ->> 'dockerTeam' as described_team,
                   array(select g.display_name from scim_group_member gm join scim_group g on g.id = gm.group_id
                          where gm.user_id = s.id and g.connection_id = c.id) as described_groups,
                   (select true from scim_group x where x.connection_id = c.id limit 1) is not null as groups_pushed,
                   case when a.id is null then (select n.name from (
                       select u.prefix || left(w.name, q.name_max - length(u.prefix || w.tail || u.suffix)) || w.tail || u.suffix as name,
                              w.rank
                         from unnest(q.names, q.tails) with ordinality as w(name, tail, rank)) n
                     where (select x.id from account x where x.user_name_key = n.name limit 1) is null
                     order by n.rank limit 1) end as free_name,
                   o.id as organization_id, o.name as organization_name, o.name_key as organization_key,
                   o.seats is not null as seats_limited, o.seats is null or o.seats_used < o.seats as seat_free,
                   array(select t.id::text || ' ' || t.name_key from team t
                          where t.organization_id = o.id and t.name_key = any(q.teams)) as known_teams,
                   case when m.id is null then r.removed_at end as removed_at,
                   j.organization_id is not null and j.organization_id = o.id as capturing,
                   v.id as invitation, v.role as invited_role, v.invited_by, v.team_id as invited_team,
                   (select t.name from team t where t.organization_id = o.id and t.id = v.team_id limit 1) as invited_team_name,
                   m.id as member_id, m.account_id as member_account, m.role, m.status, m.origin, m.managed_by,
                   m.connection_id as member_connection, m.version as member_version, m.session_epoch,
                   array(select distinct t.team_id from team_member t where t.member_id = m.id) as member_teams,
                   coalesce((m.provenance #>> '{attributes,active,at}')::timestamptz, m.updated_at) as out_since,
            """ + Provenance.READ + "\n";

    private static final String ONE = """
              from (select 1 as place, ?::uuid as connection_id, ?::text as email, ?::text as issuer, ?::text as subject,
                           ?::text[] as organizations, ?::text[] as teams, ?::text[] as names, ?::text[] as tails, ?::int as name_max,
                           ?::timestamptz as now, ?::bigint as version, ?::bool as trial) q
            """;

    /** Lists of names have a line for each. Nobody gets an account, so no username is looked for. */
    private static final String MANY = """
              from (select u.place, u.connection_id, u.email, u.issuer, u.subject, string_to_array(u.organizations, E'\\n') as organizations,
                           string_to_array(u.teams, E'\\n') as teams, '{}'::text[] as names, '{}'::text[] as tails, 0 as name_max,
                           ?::timestamptz as now, u.version, false as trial
                      from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                           with ordinality as u(connection_id, email, issuer, subject, organizations, teams, version, place)) q
            """;

    private static final String FOUND = """
              cross join lateral (
                select * from connection x
                 where x.id = q.connection_id and x.version = q.version and (x.state = 'ACTIVE' or q.trial and x.state <> 'DISABLED')
                 limit 1) c
              cross join lateral (
                select x.user_name_prefix as prefix, x.user_name_suffix as suffix from organization x
                 where x.id = c.organization_id limit 1) u
              left join lateral (
                select x.account_id from sign_in_identity x
                 where x.connection_id = c.id and x.issuer = q.issuer and x.subject = q.subject limit 1) l on true
              cross join lateral (select (select x.email_key from account x where x.id = l.account_id limit 1) as own offset 0) h
              cross join lateral (select coalesce(q.email, h.own) as address, coalesce(h.own, q.email) as known offset 0) e
              left join lateral (
                select d.organization_id from connection_domain x join domain d on d.name = x.domain
                 where x.connection_id = c.id and x.domain = split_part(e.address, '@', -1) and d.verified_at is not null
                 limit 1) k on true
              left join lateral (
                select d.organization_id from connection_domain x join domain d on d.name = x.domain
                 where k.organization_id is not null and x.connection_id = c.id and x.domain = split_part(e.known, '@', -1)
                   and d.verified_at is not null and d.auto_provisioning and not exists (
                           select 1 from connection_domain y join connection z on z.id = y.connection_id
                            where y.domain = d.name and z.jit_enabled)
                 limit 1) j on true
              cross join lateral (select coalesce(
                l.account_id, (select x.id from account x where x.email_key = q.email limit 1)) as account_id offset 0) w
              left join lateral (
                select * from account x where x.id = w.account_id and k.organization_id is not null limit 1) a on true
              left join lateral (
                select x.*, x.resource -> 'urn:ietf:params:scim:schemas:extension:docker:2.0:User' as docker from scim_user x
                 where x.connection_id = c.id and x.account_id = a.id limit 1) s on true
              cross join lateral (
                select x.organization_id from connection_organization x where x.connection_id = c.id limit 1000) co
              cross join lateral (select * from organization x where x.id = co.organization_id limit 1) o
              left join lateral (
                select * from member x where x.organization_id = o.id and x.account_id = a.id limit 1) m on true
              left join lateral (
                select x.removed_at from removed_member x where x.organization_id = o.id and x.account_id = a.id limit 1) r on true
              left join lateral (
                select * from invitation x
                 where x.organization_id = o.id and x.email_key = e.known and x.state = 'PENDING' and x.expires_at > q.now
                   and k.organization_id is not null and (r.removed_at is null or x.created_at > r.removed_at)
                 limit 1) v on true
             where o.id = c.organization_id or o.name_key = any(q.organizations) or m.id is not null or v.id is not null
                or r.removed_at is not null
                or j.organization_id = o.id
             order by q.place, o.id""";

    static final String FACTS = WANTED + ONE + FOUND;

    static final String FACTS_OF_ALL = WANTED + MANY + FOUND;

    private SignInSql() {}
}
