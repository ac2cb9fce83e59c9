/**
 * A connection's own extension schemas (RFC 7643 §7): attributes that its IdP sends and nobody else knows. Owns column {@code extensions} of
 * the connection. Routes: {@code /v2/connections/{id}/extensions} and {@code /extensions/{urn}}. Invariant: what is registered can be obeyed;
 * values of an extension that is removed stay stored and are shown to nobody.
 */
package dev.rollcall.membership.extension;
