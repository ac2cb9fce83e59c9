/**
 * How long facts take from one place to the next: E1, E2 and create to sealed entry. Owns: the load at a fixed rate and the clock on
 * both ends. Not: rates under full load. One invariant: start and end are read from one clock, this process' own.
 */
@NullMarked
package dev.rollcall.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
