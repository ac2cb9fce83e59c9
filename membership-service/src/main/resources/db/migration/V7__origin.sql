-- Who managed a membership and who wrote what of it, from the first change on (R-ORG-1, R-ORG-7). Null until then: what a new membership's
-- provenance is, its own columns say.
alter table member add column provenance jsonb;

-- An owner wants a member to be SCIM's: the next push that names them links instead of being refused (R-ORG-11).
create table pending_link (
    connection_id    uuid not null,
    member_id        uuid not null,
    organization_id  uuid not null,
    -- the IdP's own id of the person, where the owner named one; null for an exact match of the e-mail
    external_id      text,
    created_by       text not null,
    created_at       timestamptz not null,
    expires_at       timestamptz not null,
    primary key (connection_id, member_id)
);
create unique index pending_link_external_id on pending_link (connection_id, external_id) where external_id is not null;

-- Adopting asks for refused pushes in any state, not only for open conflicts.
drop index conflict_member;
create index conflict_member on conflict (organization_id, member_id) where member_id is not null;
