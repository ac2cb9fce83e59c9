-- The single source of truth for who belongs. Every table leads with an organization, connection or account key, so that the database can
-- be spread by it. Hot tables carry no foreign keys to the few rows that everything refers to: each check would lock the same organization
-- and connection rows in every transaction; their rows are made and ended in one transaction by one piece of code each.

create table company (
    id          uuid primary key,
    name        text not null,
    name_key    text not null unique,
    created_at  timestamptz not null
);

create table organization (
    id            uuid primary key,
    name          text not null,
    name_key      text not null unique,
    display_name  text not null,
    company_id    uuid references company,
    -- null: no limit, and nobody counts, so that provisioning has no row that all of an organization's writers need
    seats         integer check (seats > 0),
    seats_used    integer not null default 0 check (seats_used >= 0),
    created_at    timestamptz not null,
    constraint seats_suffice check (seats is null or seats_used <= seats)
);

create table account (
    id             uuid primary key,
    email          text,
    email_key      text unique,
    user_name      text not null,
    user_name_key  text not null unique,
    given_name     text,
    family_name    text,
    full_name      text,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);

create table member (
    organization_id  uuid not null,
    account_id       uuid not null,
    id               uuid not null unique,
    role             text not null check (role in ('member', 'editor', 'owner')),
    -- which source gave the first role (R-ROLE-13)
    role_source      text not null,
    status           text not null check (status in ('ACTIVE', 'INACTIVE')),
    origin           text not null check (origin in ('SCIM', 'JIT', 'INVITE', 'MANUAL', 'AUTO_DOMAIN')),
    managed_by       text not null check (managed_by in ('SCIM', 'NONE')),
    connection_id    uuid,
    joined_at        timestamptz not null,
    updated_at       timestamptz not null,
    version          bigint not null,
    session_epoch    bigint not null,
    primary key (organization_id, account_id)
);
create index member_account on member (account_id);
create index member_owners on member (organization_id) where role = 'owner' and status = 'ACTIVE';

create table team (
    organization_id  uuid not null references organization,
    id               uuid not null unique,
    name             text not null,
    name_key         text not null,
    created_at       timestamptz not null,
    primary key (organization_id, name_key)
);

-- One row for each reason why a member is in a team; the membership ends with the last (R-TEAM-5).
create table team_member (
    team_id    uuid not null,
    member_id  uuid not null,
    source     text not null check (source in ('SCIM_GROUP', 'JIT_GROUP', 'ATTRIBUTE', 'INVITE', 'MANUAL', 'DEFAULT')),
    added_at   timestamptz not null,
    primary key (member_id, team_id, source)
);
create index team_member_team on team_member (team_id, member_id);
create index team_member_foreign on team_member (team_id) where source <> 'SCIM_GROUP';

create table connection (
    id                          uuid primary key,
    name                        text not null,
    name_key                    text not null unique,
    protocol                    text not null check (protocol in ('SAML', 'OIDC')),
    -- the default organization
    organization_id             uuid not null references organization,
    default_team_id             uuid,
    user_names                  text not null check (user_names in ('EMAIL', 'ANY')),
    group_names                 text not null check (group_names in ('ORG_TEAM', 'ANY')),
    dialect                     text not null check (dialect in ('OKTA', 'ENTRA', 'GENERIC')),
    mode                        text not null check (mode in ('COMPAT', 'INTEROP_STRICT')),
    adoption_policy             text not null check (adoption_policy in ('STRICT', 'LINK_ON_MATCH', 'REVIEW')),
    scim_enabled                boolean not null,
    jit_enabled                 boolean not null,
    omitted_active_deactivates  boolean not null default false,
    rate_limit                  integer not null check (rate_limit between 1 and 100000),
    created_at                  timestamptz not null,
    updated_at                  timestamptz not null
);

create table connection_organization (
    connection_id    uuid not null references connection,
    organization_id  uuid not null references organization,
    primary key (connection_id, organization_id)
);

create table domain (
    name             text primary key,
    organization_id  uuid not null references organization,
    txt_value        text not null,
    created_at       timestamptz not null,
    verified_at      timestamptz,
    verified_by      text
);

create table connection_domain (
    connection_id  uuid not null references connection,
    domain         text not null references domain (name),
    primary key (connection_id, domain)
);

create table scim_token (
    public_id          text primary key,
    id                 uuid not null unique,
    connection_id      uuid not null references connection,
    secret_sha256      text not null,
    label              text,
    created_by         text not null,
    created_at         timestamptz not null,
    expires_at         timestamptz,
    revoked_at         timestamptz,
    last_used_at       timestamptz,
    last_used_address  text
);
create index scim_token_connection on scim_token (connection_id);

-- A person as one IdP describes them. resource: every attribute as SCIM renders it, without id, meta and groups.
create table scim_user (
    connection_id   uuid not null,
    id              uuid not null,
    account_id      uuid not null,
    user_name       text not null,
    user_name_key   text not null,
    external_id     text,
    active          boolean not null,
    resource        jsonb not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         bigint not null,
    primary key (connection_id, id)
);
create unique index scim_user_user_name on scim_user (connection_id, user_name_key);
create unique index scim_user_account on scim_user (connection_id, account_id);
create index scim_user_external_id on scim_user (connection_id, external_id) where external_id is not null;

create table scim_group (
    connection_id     uuid not null,
    id                uuid not null,
    organization_id   uuid not null,
    team_id           uuid not null,
    display_name      text not null,
    display_name_key  text not null,
    external_id       text,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    version           bigint not null,
    primary key (connection_id, id)
);
create unique index scim_group_display_name on scim_group (connection_id, display_name_key);
create unique index scim_group_team on scim_group (team_id);
create index scim_group_external_id on scim_group (connection_id, external_id) where external_id is not null;

-- What the IdP said, kept while a person is inactive, so that re-activation restores the teams (R-SCIM-36).
create table scim_group_member (
    group_id  uuid not null,
    user_id   uuid not null,
    primary key (group_id, user_id)
);
create index scim_group_member_user on scim_group_member (user_id, group_id);

create table conflict (
    organization_id  uuid not null,
    id               uuid not null,
    connection_id    uuid,
    type             text not null,
    -- what it is about: an account, a group name, a domain
    subject          text not null,
    member_id        uuid,
    details          jsonb not null,
    suggestion       text not null,
    state            text not null check (state in ('OPEN', 'RESOLVED', 'IGNORED')),
    first_seen_at    timestamptz not null,
    last_seen_at     timestamptz not null,
    count            bigint not null,
    primary key (organization_id, id)
);
-- Seen again, the same clash counts up instead of filling the list.
create unique index conflict_open on conflict (organization_id, type, subject) where state = 'OPEN';
