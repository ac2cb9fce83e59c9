-- The audit log. Three parts: what was consumed (intake), the log itself (append-only), and how far others have been told.
-- Schema "audit" only; "organization_id" is the nil UUID in the reserved scope "platform".

-- ---------------------------------------------------------------------------------------------------------------- intake

-- Where each partition continues. Moved by compare-and-set in the transaction that stores the records before it.
create table consumer_position (
    consumer    text   not null,
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (consumer, topic, partition)
);

-- One row per stream: every number up to "seen" is stored, none above is sealed.
create table audit_stream (
    id        bigint generated always as identity primary key,
    source    text        not null unique,
    seen      bigint      not null,
    -- The highest number that came; above "seen" while a gap is open.
    highest   bigint      not null,
    gap_since timestamptz,
    forked_at timestamptz
) with (fillfactor = 70); -- rewritten with every batch: room for heap-only updates

create index audit_stream_gap on audit_stream (gap_since) where gap_since is not null;

-- Which event each number of a stream names, for ever, and that no event has two numbers: finds repetitions and forks. A fact is pending,
-- and then sealed, once for each organization in the transaction that writes its row here: so (event, organization) is unique too.
create table audit_stream_index (
    stream_id bigint not null,
    seq       bigint not null,
    event_id  uuid   not null unique,
    primary key (stream_id, seq)
);

-- Events ahead of a gap, or behind a fork, as they came: they wait here, in order, and are never dropped.
create table audit_held (
    stream_id bigint      not null,
    seq       bigint      not null,
    event_id  uuid        not null,
    value     bytea       not null,
    held_at   timestamptz not null default now(),
    primary key (stream_id, seq)
);

-- A number that named two events: both are kept, nothing is guessed.
create table audit_fork (
    id             bigint generated always as identity primary key,
    source         text        not null,
    seq            bigint      not null,
    event_id       uuid        not null,
    first_event_id uuid        not null,
    value          bytea       not null,
    found_at       timestamptz not null default now(),
    unique (source, seq, event_id)
);

-- AuditUnparsed: records that are no event of ours, as raw bytes.
create table audit_unparsed (
    id          bigint generated always as identity primary key,
    topic       text        not null,
    partition   int         not null,
    "offset"    bigint      not null,
    key         bytea,
    source      text,
    value       bytea       not null,
    reason      text        not null,
    received_at timestamptz not null default now(),
    unique (topic, partition, "offset")
);

-- Taken, not yet sealed; one row per event and organization, in the order of the stream.
create table audit_pending (
    id              bigint generated always as identity primary key,
    organization_id uuid        not null,
    stream_id       bigint      not null,
    stream_seq      bigint      not null,
    event_id        uuid        not null,
    type            text        not null,
    action          text        not null,
    actor           text        not null,
    name            text,
    occurred_at     timestamptz not null,
    event           text        not null,
    pii             text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000); -- a queue: its size says nothing

-- ------------------------------------------------------------------------------------------------------------------- log

-- The log. "audit_index" runs 0, 1, 2 … over everything, "org_seq" 1, 2, 3 … within an organization, both without gaps. The primary key
-- leads with what range partitions will be cut by; no other unique key stands here, since partitions could not keep it.
create table audit_entry (
    audit_index     bigint      not null primary key,
    organization_id uuid        not null,
    org_seq         bigint      not null,
    stream_id       bigint      not null,
    stream_seq      bigint      not null,
    event_id        uuid        not null,
    type            text        not null,
    action          text        not null,
    actor           text        not null,
    name            text,
    occurred_at     timestamptz not null,
    sealed_at       timestamptz not null default now(),
    -- The CloudEvent as it came, without data.pii.
    event           text        not null
);

-- One keyset index per filter: a page costs the same in a log of a thousand and of a billion entries.
create index audit_entry_org on audit_entry (organization_id, audit_index);
create index audit_entry_action on audit_entry (organization_id, action, audit_index);
create index audit_entry_actor on audit_entry (organization_id, actor, audit_index);
create index audit_entry_name on audit_entry (organization_id, name, audit_index);

-- Personal values, apart from the log so that they can be forgotten without touching it.
create table audit_pii (
    audit_index bigint not null primary key,
    pii         text   not null
);

-- The last number given in each organization; only the sequencer writes it.
create table audit_head (
    organization_id uuid   not null primary key,
    org_seq         bigint not null
) with (fillfactor = 50);

-- Which part of the log an hour's events fell into: turns a range of time into a range of the log, whatever came late.
create table audit_hour (
    organization_id uuid        not null,
    hour            timestamptz not null,
    first_index     bigint      not null,
    last_index      bigint      not null,
    primary key (organization_id, hour)
) with (fillfactor = 50);

-- How far something went: "sealed", "published", "watermark:<service>" are audit indexes (the last one done), "dead-letter" an id.
create table audit_position (
    name     text   not null primary key,
    position bigint not null
) with (fillfactor = 10);

insert into audit_position (name, position)
values ('sealed', -1), ('published', -1), ('watermark:membership', -1), ('watermark:sso', -1), ('dead-letter', 0);

-- ----------------------------------------------------------------------------------------------------------- append-only

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'table % is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_stream_index
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_fork
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_unparsed
    for each statement execute function refuse_change();

-- ALWAYS: session_replication_role = replica skips ordinary triggers.
alter table audit_entry enable always trigger append_only;
alter table audit_stream_index enable always trigger append_only;
alter table audit_fork enable always trigger append_only;
alter table audit_unparsed enable always trigger append_only;
