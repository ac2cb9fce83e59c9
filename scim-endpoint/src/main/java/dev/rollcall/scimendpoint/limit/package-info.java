/**
 * How much a client may send: requests per second of its connection, and sizes. Owns the buckets of this replica. Runs on every route
 * behind the token. Invariant: every refusal names its limit.
 */
package dev.rollcall.scimendpoint.limit;
