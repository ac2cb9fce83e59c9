-- A sign-in that has sent its browser to an identity provider and awaits the answer. Rows live minutes.
CREATE TABLE login_request (
    id                 text        PRIMARY KEY, -- RelayState or state: 256 random bits
    protocol           text        NOT NULL CHECK (protocol IN ('SAML', 'OIDC')),
    connection_id      uuid        NOT NULL,
    connection_version bigint      NOT NULL, -- as it was at the start: another one at the end ends the flow
    browser_sha256     bytea       NOT NULL, -- of the secret in the cookie of the browser that began
    saml_request_id    text        CHECK (saml_request_id <> ''), -- a blank one would match a blank InResponseTo
    nonce              text,
    code_verifier      text,
    redirect_after     text        NOT NULL CHECK (redirect_after LIKE '/%'),
    session_account_id uuid,                 -- whose session the browser had when it began, and which: it ends with the sign-in
    session_id         uuid,
    flow_id            uuid        NOT NULL,
    mnemonic           text        NOT NULL,
    test               boolean     NOT NULL,
    expires_at         timestamptz NOT NULL,
    consumed_at        timestamptz,
    CHECK ((protocol = 'SAML') = (saml_request_id IS NOT NULL)),
    CHECK ((protocol = 'OIDC') = (nonce IS NOT NULL)),
    CHECK ((protocol = 'OIDC') = (code_verifier IS NOT NULL))
);
CREATE INDEX login_request_expires_at ON login_request (expires_at);

-- Messages of identity providers that count once: assertions, logout requests, logout tokens. Their ids are the sender's and of any length.
CREATE TABLE assertion_used (
    connection_id  uuid        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('ASSERTION', 'LOGOUT_REQUEST', 'LOGOUT_TOKEN')),
    id_sha256      bytea       NOT NULL,
    remember_until timestamptz NOT NULL, -- from then on the message is refused by its own times
    PRIMARY KEY (connection_id, kind, id_sha256)
);
CREATE INDEX assertion_used_remember_until ON assertion_used (remember_until);

-- Our SAML key pairs: they sign requests and open encrypted assertions. The private half is sealed with the master key named beside it.
CREATE TABLE saml_key (
    thumbprint    text        PRIMARY KEY, -- SHA-256 of the certificate, in hex
    certificate   bytea       NOT NULL,    -- X.509 in DER
    sealed_key    bytea       NOT NULL,    -- nonce and ciphertext of the PKCS#8 form
    master_key_id text        NOT NULL,
    created_at    timestamptz NOT NULL
);
