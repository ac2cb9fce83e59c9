/** What must be true before anything else runs, and the clock. Invariant: half-configured does not start. */
package dev.rollcall.sso.start;
