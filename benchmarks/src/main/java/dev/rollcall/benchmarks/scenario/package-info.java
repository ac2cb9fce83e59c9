/**
 * The scenarios S1 to S4 and their floors. Owns: what is asked on either side and when an answer is right. Not: how long and how often.
 * One invariant: every request changes or reads a user of its own, so nothing is answered from the work of another.
 */
@NullMarked
package dev.rollcall.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
