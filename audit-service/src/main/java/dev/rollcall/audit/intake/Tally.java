package dev.rollcall.audit.intake;

/** What one transaction of intake did, in events and records. */
record Tally(int taken, int repeated, int held, int forks, int unparsed) {}
