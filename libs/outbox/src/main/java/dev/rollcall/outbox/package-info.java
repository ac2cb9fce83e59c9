/**
 * Events leave with the data, or not at all. Owns the tables of {@code outbox.sql} (one set in each service's schema), the numbering of
 * streams and the way to Kafka; knows nothing of what the events mean, and nothing of the framework around it.
 *
 * <p>The way of an event: {@link dev.rollcall.outbox.OutboxRow} goes into {@code outbox} within the business transaction; after commit the
 * service calls {@link dev.rollcall.outbox.Relay#wake()}; the relay numbers committed rows into {@code event_log}, commits, publishes them
 * in that order, and remembers how far it came. {@link dev.rollcall.outbox.EventLog} answers consumers that miss something.
 *
 * <p>Invariant: a stream's numbers in {@code event_log} are 1..N without a gap, a number names one event for ever, and whatever a
 * transaction could see of another is numbered after it.
 */
package dev.rollcall.outbox;
