/**
 * The outbox of this service. Owns the tables of {@code V2__outbox.sql}, the relay's life, and the route {@code /internal/v1/streams}. Invariant: an
 * event is written in the transaction of the fact it tells.
 */
package dev.rollcall.sso.stream;
