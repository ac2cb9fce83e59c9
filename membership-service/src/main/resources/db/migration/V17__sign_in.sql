-- Whose name counts when somebody whom SCIM manages signs in while JIT is off: the last writer's, or SCIM's.
alter table connection
    add column name_authority text not null default 'LAST_WRITER' check (name_authority in ('LAST_WRITER', 'SCIM'));

-- Whom an IdP removed over SCIM: signing in does not bring them back, only SCIM does, or an owner. A row counts while there is no membership.
create table removed_member (
    organization_id  uuid not null,
    account_id       uuid not null,
    connection_id    uuid not null,
    removed_at       timestamptz not null,
    primary key (organization_id, account_id)
);
