-- Metadata of a connection that nobody takes over unattended, for they have nothing in common with those in force: what owners must know of them to
-- compare. Gone once an owner has set the settings anew, or the provider shows the old ones again.
create table idp_pending_metadata (
    connection_id uuid primary key references idp_saml on delete cascade,
    since         timestamptz not null,
    sign_on_url   text not null,
    -- SHA-256 of the certificates, in hex
    thumbprints   text[] not null,
    -- why, a sentence for owners
    doubt         text not null
);
