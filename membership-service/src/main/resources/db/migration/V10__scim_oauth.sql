-- An OAuth client lies beside the tokens: the same form, hash, life and limit; kind keeps one from counting as the other.
alter table scim_token add column kind text not null default 'TOKEN' check (kind in ('TOKEN', 'CLIENT'));

-- Whose JSON Web Tokens speak for the connection besides its own. An issuer speaks for one connection: nothing else tells them apart.
alter table connection
    add column trust_issuer    text,
    add column trust_audience  text,
    add column trust_jwks_uri  text,
    add column trust_subject   text,
    add constraint connection_trust_whole check (
        (trust_issuer is null) = (trust_audience is null) and (trust_issuer is null) = (trust_jwks_uri is null)
        and (trust_issuer is not null or trust_subject is null));
create unique index connection_trust_issuer on connection (trust_issuer) where trust_issuer is not null;
