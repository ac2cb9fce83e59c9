-- Schemas that a connection's Users may carry besides ours (RFC 7643 section 7): a JSON list of them, as served. Null for none, which is nearly
-- every connection. On the connection's row, because whoever needs them reads it anyway.
alter table connection add column extensions text;
