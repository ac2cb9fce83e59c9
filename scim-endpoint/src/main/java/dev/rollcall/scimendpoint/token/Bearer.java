package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.provisioning.ScimToken;

/** What an Authorization header can carry, told apart by its form; nothing of it is proved yet. */
sealed interface Bearer {

    /** A token made for the connection, which lives until it is revoked. */
    record Fixed(ScimToken token) implements Bearer {}

    /** A JSON Web Token of somebody whom a connection may trust. */
    record Foreign(String jwt) implements Bearer {}

    /** An access token of ours, from the token endpoint. */
    record Access(String text) implements Bearer {}
}
