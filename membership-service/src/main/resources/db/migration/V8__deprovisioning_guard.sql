-- An identity provider that takes away many people within an hour is held back until an owner looks, or it asks again.
-- 0: the guard is off.
alter table connection
    add column deprovisioning_percent smallint not null default 20 check (deprovisioning_percent between 0 and 100),
    add column deprovisioning_released_until timestamptz;

-- How many a connection took out of an organization, by minute. base: how many it managed there, counted once an hour at most.
create table deprovisioning (
    connection_id    uuid not null,
    organization_id  uuid not null,
    minute           timestamptz not null,
    count            bigint not null,
    base             bigint,
    primary key (connection_id, organization_id, minute)
);

create table held_deprovisioning (
    connection_id   uuid not null,
    user_id         uuid not null,
    kind            text not null check (kind in ('DEACTIVATE', 'DELETE')),
    first_asked_at  timestamptz not null,
    last_asked_at   timestamptz not null,
    count           bigint not null,
    primary key (connection_id, user_id)
);
