-- The Merkle tree over the log (RFC 6962): leaf n is the entry with audit index n. Entries sealed before this are brought in by the sequencer,
-- in order, before it seals the next.

-- Commitments of personal values: {"<field>":"base64(SHA-256(salt || value))"}. With the salts, who has a value can prove that it was sealed;
-- without them nobody can guess it. Null where there are none, and in entries from before.
alter table audit_pending add column commitments text, add column salts text;
alter table audit_entry add column commitments text;
alter table audit_pii add column salts text;

-- An entry as its leaf holds it: canonical JSON (RFC 8785) of all that stands in its row, but for the audit index, which is its place. The only
-- definition: sealing, proofs and checks all use it, so it is never changed; a second one would get "version" 2 and a first index.
-- "event" stands in it as it was stored: canonical, too, but for events stored before there was a tree.
create function audit_entry_text(e audit_entry, source text) returns text language sql stable parallel safe as $$
    select '{"action":' || to_json(e.action)::text
        || ',"actor":' || to_json(e.actor)::text
        || ',"commitments":' || coalesce(e.commitments, '{}')
        || ',"event":' || e.event
        || ',"eventId":"' || e.event_id
        || '","name":' || coalesce(to_json(e.name)::text, 'null')
        || ',"orgSeq":' || e.org_seq
        || ',"organization":"' || e.organization_id
        || '","sealedAt":"' || to_char(e.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","stream":' || to_json(source)::text
        || ',"streamSeq":' || e.stream_seq
        || ',"time":"' || to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","type":' || to_json(e.type)::text
        || ',"version":1}'
$$;

create function audit_leaf_hash(e audit_entry, source text) returns bytea language sql stable parallel safe as $$
    select sha256('\x00'::bytea || convert_to(audit_entry_text(e, source), 'UTF8'))
$$;

-- C2SP tlog-tiles: level 0 has leaf hashes, each level above the hashes over 256 of the one below. A tile grows by pieces, one for each
-- transaction that gave it hashes: nothing is written twice, nothing is ever changed. A tile is its pieces in the order of "first".
create table tlog_tile (
    level  smallint not null,
    tile   bigint   not null,
    first  smallint not null,
    hashes bytea    not null,
    primary key (level, tile, first)
);
alter table tlog_tile alter column hashes set storage external; -- hashes do not compress

-- The compact range: what the sequencer must know to go on. Follows from the tiles, kept so that it need not read them.
create table tlog_edge (
    one    boolean not null primary key default true check (one),
    size   bigint  not null,
    hashes bytea   not null
) with (fillfactor = 10);

insert into tlog_edge (size, hashes) values (0, '');

create table tlog_checkpoint (
    size      bigint      not null primary key,
    root      bytea       not null,
    -- The signed note, as it is served.
    note      text        not null,
    signed_at timestamptz not null default now()
);

-- A tree's size: the last one told to audit.checkpoints.v1.
insert into audit_position (name, position) values ('checkpoint', 0);

create trigger append_only before update or delete or truncate on tlog_tile
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on tlog_checkpoint
    for each statement execute function refuse_change();
alter table tlog_tile enable always trigger append_only;
alter table tlog_checkpoint enable always trigger append_only;
