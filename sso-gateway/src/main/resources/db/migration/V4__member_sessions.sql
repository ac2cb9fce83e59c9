-- Sessions of people for whom an identity provider vouched. Of the break-glass owner's all of this is null.
ALTER TABLE session
    ADD COLUMN connection_id    uuid,
    ADD COLUMN protocol         text CHECK (protocol IN ('SAML', 'OIDC')),
    ADD COLUMN issuer           text,
    ADD COLUMN subject          text, -- NameID or sub: what a logout names
    ADD COLUMN session_index    text, -- the identity provider's own name of its session
    ADD COLUMN authenticated_at timestamptz,
    ADD COLUMN checked_at       timestamptz, -- when the source of truth was last asked about it and let it live; null: not yet
    ADD COLUMN ended_at         timestamptz, -- ended by somebody else than its person, who is told why when they come back
    ADD COLUMN end_reason       text,
    ADD CHECK (platform = (connection_id IS NULL)),
    ADD CHECK ((ended_at IS NULL) = (end_reason IS NULL));
CREATE INDEX session_of_connection ON session (connection_id, subject) WHERE connection_id IS NOT NULL;

-- The memberships that a sign-in proved, as they were at that moment. A grant is void once the member's session epoch is greater.
CREATE TABLE session_grant (
    account_id      uuid        NOT NULL,
    session_id      uuid        NOT NULL,
    member_id       uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    organization    text        NOT NULL,
    role            text        NOT NULL,
    epoch           bigint      NOT NULL,
    void_at         timestamptz,
    PRIMARY KEY (account_id, session_id, member_id),
    FOREIGN KEY (account_id, session_id) REFERENCES session ON DELETE CASCADE
);
CREATE INDEX session_grant_member ON session_grant (member_id);

-- One row for each chain of refresh tokens, with the hash of the last one alone: whoever shows another one of the same chain shows a used one.
CREATE TABLE refresh_token (
    public_id     text        PRIMARY KEY,
    secret_sha256 bytea       NOT NULL,
    account_id    uuid        NOT NULL,
    session_id    uuid        NOT NULL,
    member_id     uuid        NOT NULL,
    created_at    timestamptz NOT NULL,
    rotated_at    timestamptz NOT NULL,
    FOREIGN KEY (account_id, session_id, member_id) REFERENCES session_grant ON DELETE CASCADE
);
CREATE INDEX refresh_token_grant ON refresh_token (account_id, session_id, member_id);
