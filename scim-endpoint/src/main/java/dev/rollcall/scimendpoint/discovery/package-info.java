/**
 * What this service can do (RFC 7644 §4), and a clear answer for what it cannot yet. Owns the discovery documents, served from memory even
 * while membership-service is away. Invariant: says nothing that is not so.
 *
 * <p>{@code /scim/v2/ServiceProviderConfig}, {@code /ResourceTypes}, {@code /Schemas}; 501 at {@code /Me}.
 */
package dev.rollcall.scimendpoint.discovery;
