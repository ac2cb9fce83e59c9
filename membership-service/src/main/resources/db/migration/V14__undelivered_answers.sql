-- Which answer nobody is known to have heard of: the user at that version. asked: SHA-256 of what a POST asked for that met somebody who was
-- here before; null for a user that it made, whose resource is what was asked for.
alter table undelivered
    add column version bigint not null default 1,
    add column asked bytea;

-- The same for groups. asked: SHA-256 of the resource with its members, which a group's own row does not keep.
create table undelivered_group (
    connection_id  uuid not null,
    group_id       uuid not null,
    created_at     timestamptz not null,
    version        bigint not null,
    asked          bytea not null,
    primary key (connection_id, group_id)
);
