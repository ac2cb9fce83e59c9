-- Every SCIM request and its answer (R-SCIM-50, R-TRB-2), as scim-endpoint wrote it: names, no values. Ids are UUIDs of version 7, so the days
-- are ranges of ids; the service makes a table for each day and drops it whole after 30.
create table scim_request (
    connection_id  uuid not null,
    id             uuid not null,
    status         smallint not null,
    record         text not null,
    primary key (connection_id, id)
) partition by range (id);

-- The latest of each kind, for the health of a connection: a look at one row, however long the log is.
create table scim_contact (
    connection_id    uuid primary key,
    last_at          timestamptz not null,
    last_success_at  timestamptz,
    last_failure_at  timestamptz,
    last_failure     text
);
