/**
 * Rounds of load and what they measure. Owns: threads, time, rates, latencies, the order of the two sides. Not: what is sent. One
 * invariant: product and floor take turns, and one wrong answer fails the run.
 */
@NullMarked
package dev.rollcall.benchmarks.load;

import org.jspecify.annotations.NullMarked;
