-- Who somebody is to an identity provider, from their first sign-in on: found again by it, whatever their address has become.
create table sign_in_identity (
    connection_id  uuid not null references connection on delete cascade,
    issuer         text not null,
    subject        text not null,
    account_id     uuid not null,
    linked_at      timestamptz not null,
    primary key (connection_id, issuer, subject)
);
-- One account is one person to an identity provider, also for two who come at the same moment.
create unique index sign_in_identity_account on sign_in_identity (account_id, connection_id, issuer);

-- Asked at sign-in: whether another connection of the domain has JIT on.
create index connection_domain_name on connection_domain (domain);
