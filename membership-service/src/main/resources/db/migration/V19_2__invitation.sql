create table invitation (
    organization_id  uuid not null references organization,
    id               uuid not null unique,
    email            text not null,
    email_key        text not null,
    role             text not null check (role in ('member', 'editor', 'owner')),
    team_id          uuid,
    -- an account
    invited_by       uuid not null,
    state            text not null check (state in ('PENDING', 'ACCEPTED', 'CANCELLED', 'EXPIRED')),
    created_at       timestamptz not null,
    -- until then it holds a seat and counts at sign-in
    expires_at       timestamptz not null,
    closed_at        timestamptz,
    primary key (organization_id, id)
);
create unique index invitation_pending on invitation (organization_id, email_key) where state = 'PENDING';
create index invitation_due on invitation (expires_at) where state = 'PENDING';
