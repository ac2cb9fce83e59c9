-- Logouts that identity providers ordered, for ten minutes: one may overtake the sign-in whose session it means. By hashes: what a sender calls
-- its people and sessions has any length, and nobody reads it here.
CREATE TABLE idp_logout (
    connection_id  uuid        NOT NULL,
    subject_sha256 bytea,                -- null: of whomever the session is
    session_sha256 bytea,                -- null: all sessions of the subject
    ordered_at     timestamptz NOT NULL, -- by the identity provider's clock, as is the time of a sign-in there
    remember_until timestamptz NOT NULL,
    CHECK (subject_sha256 IS NOT NULL OR session_sha256 IS NOT NULL)
);
CREATE INDEX idp_logout_subject ON idp_logout (connection_id, subject_sha256);
CREATE INDEX idp_logout_session ON idp_logout (connection_id, session_sha256) WHERE subject_sha256 IS NULL;
CREATE INDEX idp_logout_remember_until ON idp_logout (remember_until);
