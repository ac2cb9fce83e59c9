-- The break-glass owner's credential: one row at most.
CREATE TABLE owner_credential (
    only_one      boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    email         text        NOT NULL,
    password_hash text        NOT NULL, -- PHC string, Argon2id
    created_at    timestamptz NOT NULL
);

-- A browser that is signed in. The cookie's value is nowhere; only its hash is.
CREATE TABLE session (
    account_id    uuid        NOT NULL,
    id            uuid        NOT NULL,
    secret_sha256 bytea       NOT NULL UNIQUE,
    email         text        NOT NULL,
    platform      boolean     NOT NULL, -- the break-glass owner's
    address       text        NOT NULL,
    user_agent    text        NOT NULL,
    created_at    timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    PRIMARY KEY (account_id, id)
);
CREATE INDEX session_expires_at ON session (expires_at);

-- Keys that sign access tokens; the private half is sealed with the master key named beside it.
CREATE TABLE signing_key (
    kid            text        PRIMARY KEY,
    public_key     bytea       NOT NULL, -- SubjectPublicKeyInfo
    sealed_key     bytea       NOT NULL, -- nonce and ciphertext of the PKCS#8 form
    master_key_id  text        NOT NULL,
    created_at     timestamptz NOT NULL,
    signs_from     timestamptz NOT NULL  -- published before, so that every verifier knows it when it starts to sign
);

-- An organization's access tokens. Expired ones stay until they are deleted, and count.
CREATE TABLE access_token (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    public_id       text        NOT NULL UNIQUE,
    secret_sha256   bytea       NOT NULL,
    label           text        NOT NULL,
    description     text        NOT NULL,
    scopes          text[]      NOT NULL,
    created_by      uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    PRIMARY KEY (organization_id, id)
);
