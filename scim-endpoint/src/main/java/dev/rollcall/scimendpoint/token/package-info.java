/**
 * Who calls: the SCIM token of a request becomes the connection it speaks for (R-TOK-3, R-TOK-6, R-SCIM-6). Owns the short memory of
 * tokens judged; owns no token. Every route below {@code /scim}. Invariant: no answer is trusted longer than 4 s after membership-service
 * was asked, so a revoked token ends within 5 s on every replica.
 */
package dev.rollcall.scimendpoint.token;
