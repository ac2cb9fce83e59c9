/**
 * What happened in each sign-in flow, for the owners of its connection, for 90 days. Owns table {@code flow_trace} and the route
 * {@code /v2/traces}. Not the decision and not the checks: who makes them says here what came of them. Invariant: a trace never holds a raw
 * assertion or a secret, and that its end could not be written never fails a sign-in; its beginning is written with the request, or neither is.
 */
package dev.rollcall.sso.trace;
