/**
 * The services whose events are audited, as seen from here. Owns: which service stands behind a stream's source. Not: what is asked of
 * it. Routes: none. Invariant: a source names its service by its first segment.
 */
@NullMarked
package dev.rollcall.audit.source;

import org.jspecify.annotations.NullMarked;
