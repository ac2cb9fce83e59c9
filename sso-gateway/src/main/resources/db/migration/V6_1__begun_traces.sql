-- Flows whose identity provider has not answered (yet). Anybody begins one, so they are counted for each connection and forgotten soon.
CREATE INDEX flow_trace_begun ON flow_trace (connection_id, id) WHERE outcome = 'BEGUN';
