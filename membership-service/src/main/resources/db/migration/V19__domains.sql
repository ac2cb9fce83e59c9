-- A claim keeps nobody out: each organization may try to prove a domain, and one of them can have it proved.
alter table connection_domain drop constraint connection_domain_domain_fkey;
alter table domain drop constraint domain_pkey, add primary key (organization_id, name);
create unique index domain_verified on domain (name) where verified_at is not null;
drop index domain_organization;

alter table domain
    -- since when nobody looks for the proof by themselves any more; an owner may ask for a look all the same
    add column failed_at timestamptz,
    add column checks integer not null default 0,
    add column checked_at timestamptz,
    add column next_check_at timestamptz,
    -- what the last look came to, and the TXT records that it saw
    add column finding text check (finding in ('PROVED', 'TAKEN', 'OTHER_VALUES', 'NO_RECORD', 'NO_DOMAIN', 'NO_ANSWER')),
    add column seen text[] not null default '{}',
    add column auto_provisioning boolean not null default false;
create index domain_due on domain (next_check_at) where next_check_at is not null;

update domain set next_check_at = created_at where verified_at is null;
