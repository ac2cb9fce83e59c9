package dev.rollcall.membership.token;

/** What a secret may be used for. */
enum CredentialKind {
    /** Sent as it is with every SCIM request. */
    TOKEN,
    /** An OAuth client's, exchanged for access tokens. */
    CLIENT
}
