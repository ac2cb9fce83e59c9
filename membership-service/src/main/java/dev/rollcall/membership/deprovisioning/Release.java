package dev.rollcall.membership.deprovisioning;

/**
 * What came of a release.
 *
 * @param released carried out by this call
 * @param refused turned down by this call for another reason, such as the last owner; they are held no longer
 * @param remaining held still, because a call has its time: release again
 */
record Release(int released, int refused, long remaining) {}
