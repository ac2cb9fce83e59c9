/**
 * Findings made readable: table, JSON, page and plots. Owns: their form. Not: any measuring. One invariant: what it writes names no
 * machine, no path and no secret.
 */
@NullMarked
package dev.rollcall.benchmarks.report;

import org.jspecify.annotations.NullMarked;
