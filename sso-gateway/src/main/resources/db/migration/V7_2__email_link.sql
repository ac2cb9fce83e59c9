-- One-time links that people asked for to sign in. A row is written for every address that somebody types; only for those that may sign in so
-- does a secret follow, and with it the mail.
CREATE TABLE email_link (
    id             uuid        PRIMARY KEY, -- the flow's
    email          text        NOT NULL,    -- in the form in which accounts are found
    browser_sha256 bytea       NOT NULL,    -- of the secret in the cookie of the browser that asked
    mnemonic       text        NOT NULL,    -- the trace id that people read out
    asked_at       timestamptz NOT NULL,
    judged_at      timestamptz,             -- when it was found out whether the address may have one
    secret_sha256  bytea       UNIQUE,      -- null: not yet judged, or none was sent
    expires_at     timestamptz,
    consumed_at    timestamptz,
    outcome        text CHECK (outcome IN ('NOT_SENT', 'SENT', 'GRANTED', 'DENIED')),
    code           text,                    -- why it was denied
    CHECK ((secret_sha256 IS NULL) = (expires_at IS NULL))
);
CREATE INDEX email_link_unjudged ON email_link (asked_at) WHERE judged_at IS NULL;
CREATE INDEX email_link_of_address ON email_link (email, asked_at);
CREATE INDEX email_link_mnemonic ON email_link (mnemonic);
CREATE INDEX email_link_asked_at ON email_link (asked_at);

-- A session that a link opened has no identity provider, and is not the break-glass owner's either.
ALTER TABLE session DROP CONSTRAINT session_check, ADD CONSTRAINT session_owner_without_idp CHECK (NOT platform OR connection_id IS NULL);
