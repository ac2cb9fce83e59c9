/**
 * What this service can do (RFC 7644 §4). Owns the discovery documents, served from memory; the token is judged first, and while
 * membership-service is away a token that it knew within the last day will do. Invariant: says nothing that is not so.
 *
 * <p>{@code /scim/v2/ServiceProviderConfig}, {@code /ResourceTypes}, {@code /Schemas}.
 */
package dev.rollcall.scimendpoint.discovery;
