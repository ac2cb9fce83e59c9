/**
 * Takes every event from the event topics into the database, exactly once and in the order of its stream.
 *
 * <p>Owns: positions, streams with their gaps and forks, records that are no events, {@code audit_pending}. Not: the log, which only the
 * sequencer writes. Routes: none; it asks a source's {@code /internal/v1/streams/{key}/events} for what is missing. Invariant: what is
 * pending of a stream is 1..N of it, in order, whatever was repeated, reordered, lost or broken on the way.
 */
@NullMarked
package dev.rollcall.audit.intake;

import org.jspecify.annotations.NullMarked;
