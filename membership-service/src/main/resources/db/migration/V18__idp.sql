-- Signing in through a connection: how far its set-up is, whether its people must come this way, and a number that grows with every change
-- that a sign-in under way must not outlive (state, settings, domains).
alter table connection
    add column state text not null default 'DRAFT' check (state in ('DRAFT', 'TESTED', 'ACTIVE', 'DISABLED')),
    add column enforced boolean not null default false,
    add column version bigint not null default 1,
    add constraint enforced_while_active check (not enforced or state = 'ACTIVE');

create table idp_saml (
    connection_id                  uuid primary key references connection,
    entity_id                      text not null,
    sign_on_url                    text not null,
    logout_url                     text,
    expired_certificates_accepted  boolean not null,
    name_id                        text not null check (name_id in ('EMAIL', 'PERSISTENT', 'UNSPECIFIED')),
    -- from where the settings are read anew every hour; null when they came by hand or as a document
    metadata_url                   text,
    -- the last look, and the last good one
    metadata_tried_at              timestamptz,
    metadata_read_at               timestamptz,
    -- why the last look failed; null when it went well
    metadata_failure               text,
    metadata_valid_until           timestamptz
);
create index idp_saml_due on idp_saml (metadata_tried_at) where metadata_url is not null;

create table idp_certificate (
    connection_id  uuid not null references connection,
    -- SHA-256 of the DER form, in hex
    thumbprint     text not null,
    place          smallint not null,
    -- base64 of the DER form
    der            text not null,
    subject        text not null,
    valid_from     timestamptz not null,
    valid_until    timestamptz not null,
    -- of 30, 7 and 1 days before its end the last of which owners were told; null for none
    told_days      smallint,
    primary key (connection_id, thumbprint)
);
create index idp_certificate_end on idp_certificate (valid_until);

create table idp_oidc (
    connection_id   uuid primary key references connection,
    kind            text not null check (kind in ('STANDARD', 'ENTRA')),
    issuer          text not null,
    tenants         text[] not null,
    client_id       text not null,
    authentication  text not null
        check (authentication in ('CLIENT_SECRET_BASIC', 'CLIENT_SECRET_POST', 'PRIVATE_KEY_JWT')),
    -- sealed under that master key; none where a signature is the proof
    secret_key_id   text,
    secret          bytea,
    algorithms      text[] not null check (cardinality(algorithms) > 0),
    scopes          text[] not null,
    groups_claim    text,
    constraint secret_where_needed
        check ((authentication = 'PRIVATE_KEY_JWT') = (secret is null) and (secret is null) = (secret_key_id is null))
);
