/**
 * The load generator's HTTP client. Owns: connections and the reading of answers. Not: what is asked (scenarios do). One invariant: it
 * talks to loopback addresses only.
 */
@NullMarked
package dev.rollcall.benchmarks.http;

import org.jspecify.annotations.NullMarked;
