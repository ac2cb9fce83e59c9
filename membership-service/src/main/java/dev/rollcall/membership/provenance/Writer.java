package dev.rollcall.membership.provenance;

/** Who can write an attribute of a membership. */
public enum Writer {
    SCIM,
    JIT,
    /** An owner by hand. */
    ADMIN,
    INVITE
}
