/**
 * Attribute notation (RFC 7644 §3.10): {@code userName}, {@code name.givenName},
 * {@code urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value}.
 *
 * <p>Invariant: a path whose attribute exists is spelled as in its schema, whatever the client wrote.
 */
package dev.rollcall.scim.path;
