-- Whose habits a connection's client shows, as its requests give away; an owner may pin the dialect, GENERIC included.
alter table connection
    add column dialect_pinned boolean not null default false,
    add column dialect_guessed text check (dialect_guessed in ('OKTA', 'ENTRA', 'GENERIC'));
-- What was set to something was meant.
update connection set dialect_pinned = true where dialect <> 'GENERIC';
