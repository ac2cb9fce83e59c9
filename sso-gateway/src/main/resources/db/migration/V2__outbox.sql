-- Tables of the outbox (libs/outbox), one set per service schema. Copy as a migration; relays expect exactly these.

-- Events of committed transactions that wait for their number: a queue, short-lived rows. The one index is all the relay needs, and all the
-- hot path pays for. The identity must keep CACHE 1: with a cache, a later transaction could get a smaller id than one it has seen.
CREATE TABLE outbox (
    shard         smallint    NOT NULL,
    id            bigint      GENERATED ALWAYS AS IDENTITY (CACHE 1),
    event_id      uuid        NOT NULL,
    source        text        NOT NULL,
    partition_key text        NOT NULL,
    type          text        NOT NULL,
    subject       text,
    occurred_at   timestamptz NOT NULL,
    traceparent   text,
    body          text        NOT NULL,
    PRIMARY KEY (shard, id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0.5);

-- Every event with its number in its stream (source, sequence) and its place in the order of publication (shard, position).
-- body is the whole CloudEvent, byte for byte as published. Rows are only ever added, and pruned once sealed.
CREATE TABLE event_log (
    source        text        NOT NULL,
    sequence      bigint      NOT NULL CHECK (sequence > 0),
    shard         smallint    NOT NULL,
    position      bigint      NOT NULL,
    event_id      uuid        NOT NULL UNIQUE,
    partition_key text        NOT NULL,
    type          text        NOT NULL,
    subject       text,
    occurred_at   timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    stream_epoch  integer     NOT NULL,
    traceparent   text,
    body          text        NOT NULL,
    PRIMARY KEY (source, sequence),
    UNIQUE (shard, position)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.2);
-- For pruning; a block range index costs an append next to nothing.
CREATE INDEX event_log_recorded_at ON event_log USING brin (recorded_at);

-- The last number given in each stream.
CREATE TABLE stream_head (
    source text   PRIMARY KEY,
    last   bigint NOT NULL
) WITH (fillfactor = 50);

-- Per shard: the last position given, and how far Kafka has acknowledged.
CREATE TABLE shard_position (
    shard     smallint PRIMARY KEY,
    head      bigint   NOT NULL DEFAULT 0,
    published bigint   NOT NULL DEFAULT 0,
    CHECK (published <= head)
) WITH (fillfactor = 20);
INSERT INTO shard_position (shard) SELECT generate_series(0, 7);

-- Streams whose next event Kafka refuses; only they wait, from sequence on.
CREATE TABLE parked_stream (
    source    text        PRIMARY KEY,
    shard     smallint    NOT NULL,
    sequence  bigint      NOT NULL,
    reason    text        NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    retry_at  timestamptz NOT NULL
);

-- How far the audit log has sealed each stream; apart from stream_head so that the sequencer never waits for it.
CREATE TABLE sealed_watermark (
    source   text   PRIMARY KEY,
    sequence bigint NOT NULL
);

-- Counts the timelines of this database that numbers were given on: a failover that lost commits shows as a new epoch.
CREATE TABLE stream_epoch (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    timeline text    NOT NULL,
    epoch    integer NOT NULL
);
