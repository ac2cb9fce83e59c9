-- When owners were last told of something that comes in crowds; the key is the kind, and of conflicts their type as well.
create table owner_notice (
    organization_id  uuid not null,
    kind             text not null,
    told_at          timestamptz not null,
    primary key (organization_id, kind)
);

-- When an invitation was last mailed.
alter table invitation add column mailed_at timestamptz not null default now();
update invitation set mailed_at = created_at;
