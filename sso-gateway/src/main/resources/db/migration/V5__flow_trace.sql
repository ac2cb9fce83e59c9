-- What happened in each sign-in flow, for owners; 90 days (R-JIT-19). The raw assertion is not here.
CREATE TABLE flow_trace (
    id            uuid        PRIMARY KEY, -- the flow's, in the order of their beginnings
    mnemonic      text        NOT NULL,    -- the trace id that people read out; as good as unique
    connection_id uuid        NOT NULL,
    protocol      text        NOT NULL CHECK (protocol IN ('SAML', 'OIDC')),
    test          boolean     NOT NULL,
    began_at      timestamptz NOT NULL,
    ended_at      timestamptz,             -- null: the identity provider has not answered
    outcome       text        NOT NULL CHECK (outcome IN ('BEGUN', 'GRANTED', 'DENIED', 'FAILED', 'FORESEEN')),
    failed        boolean     GENERATED ALWAYS AS (outcome IN ('DENIED', 'FAILED')) STORED,
    code          text,
    person        text,                    -- the address or name that it was about, in lower case
    body          jsonb       NOT NULL     -- steps, attributes, readings, decision
);
CREATE INDEX flow_trace_listed ON flow_trace (connection_id, failed DESC, id DESC);
CREATE INDEX flow_trace_mnemonic ON flow_trace (mnemonic);
CREATE INDEX flow_trace_began_at ON flow_trace USING brin (began_at);
