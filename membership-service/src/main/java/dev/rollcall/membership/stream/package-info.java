/**
 * How this service's events leave (outbox and relay), and the only place where time and ids are made. Routes: {@code
 * /internal/v1/streams/**}. Invariant: an event is published if and only if its change committed.
 */
package dev.rollcall.membership.stream;
