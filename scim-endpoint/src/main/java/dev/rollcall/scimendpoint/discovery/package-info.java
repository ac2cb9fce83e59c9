/**
 * What this service can do (RFC 7644 §4). Owns the discovery documents, served from memory; the token is judged first, so while
 * membership-service is away they are served for as long as its last judgement lasts. Invariant: says nothing that is not so.
 *
 * <p>{@code /scim/v2/ServiceProviderConfig}, {@code /ResourceTypes}, {@code /Schemas}.
 */
package dev.rollcall.scimendpoint.discovery;
