-- Users whose creation nobody is known to have heard of. The row comes with the user and goes when the answer has left; what a crash leaves
-- here lets the identity provider's next attempt succeed, where it would meet a conflict for ever.
create table undelivered (
    connection_id  uuid not null,
    user_id        uuid not null,
    created_at     timestamptz not null,
    primary key (connection_id, user_id)
);
