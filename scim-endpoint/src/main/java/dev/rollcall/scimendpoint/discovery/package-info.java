/**
 * What this service can do (RFC 7644 §4). Owns the discovery documents, served from memory even
 * while membership-service is away. Invariant: says nothing that is not so.
 *
 * <p>{@code /scim/v2/ServiceProviderConfig}, {@code /ResourceTypes}, {@code /Schemas}.
 */
package dev.rollcall.scimendpoint.discovery;
