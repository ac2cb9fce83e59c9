-- How many requests of a connection were denied for one reason in one minute: the first ones are told one by one, the rest as a count when
-- the minute is over.
create table scim_denial (
    connection_id  uuid not null,
    code           text not null,
    minute         timestamptz not null,
    count          bigint not null,
    primary key (connection_id, code, minute)
);
