/**
 * Load and latency benchmarks of the running suite, each rate with its floor in the same run. Owns: the command line and the order of
 * the measurements. Not: the suite's start ({@code ./rollcall up} does it). One invariant: one wrong answer fails the run.
 */
@NullMarked
package dev.rollcall.benchmarks;

import org.jspecify.annotations.NullMarked;
