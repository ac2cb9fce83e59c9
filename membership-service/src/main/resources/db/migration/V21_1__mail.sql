-- Mails of committed transactions that wait to be sent (libs/mail): a queue; sent ones are gone. What a mail says is sealed.
create table mail (
    id               uuid primary key,
    kind             text not null,
    recipient        text not null,
    -- the master key that sealed subject and bodies
    key_id           text not null,
    sealed           bytea not null,
    attempts         integer not null default 0,
    created_at       timestamptz not null default now(),
    next_attempt_at  timestamptz not null default now(),
    -- from then on nobody would want it any more
    expires_at       timestamptz not null,
    -- why the last attempt failed
    failure          text
);
create index mail_due on mail (next_attempt_at);
