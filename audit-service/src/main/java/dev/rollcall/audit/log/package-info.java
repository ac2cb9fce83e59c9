/**
 * The log: one sequencer gives each pending event its audit index and its organization's number, a publisher tells Kafka, and the sources
 * learn how far they are sealed.
 *
 * <p>Owns: {@code audit_entry} and its indexes, personal values, published and reported positions. Not: which events come in. Routes:
 * none; it calls a source's {@code /internal/v1/streams/watermarks}. Invariant: audit indexes and each organization's numbers are gapless
 * and never change, every entry is in the tree, and {@code audit.log.v1} carries them in that order.
 */
@NullMarked
package dev.rollcall.audit.log;

import org.jspecify.annotations.NullMarked;
