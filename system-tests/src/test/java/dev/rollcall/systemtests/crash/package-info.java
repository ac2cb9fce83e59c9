/** Services that are killed while they work, and what must be true afterwards: invariants I1, I2 and I9 of the fault tests. */
package dev.rollcall.systemtests.crash;
