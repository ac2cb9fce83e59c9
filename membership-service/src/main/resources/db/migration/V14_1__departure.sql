-- How many a connection took out of an organization, minute by minute over the last hour, in one row: whoever counts waits for whoever counted
-- before, at a minute's turn too, and minutes that are over go with the next departure. base: how many it managed there, counted once an hour
-- at most.
create table departure (
    connection_id    uuid not null,
    organization_id  uuid not null,
    minutes          timestamptz[] not null,
    counts           bigint[] not null,
    base             bigint,
    base_at          timestamptz,
    primary key (connection_id, organization_id)
);

insert into departure (connection_id, organization_id, minutes, counts, base, base_at)
select connection_id, organization_id, array_agg(minute order by minute), array_agg(count order by minute),
       max(base), max(minute) filter (where base is not null)
  from deprovisioning where minute > now() - interval '61 minutes' group by connection_id, organization_id;

drop table deprovisioning;
