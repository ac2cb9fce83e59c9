package dev.rollcall.contract.signin;

/** A row of the decision table (R-JIT-6). Traces and events show its {@link #number()}. */
public enum DecisionRow {
    /** JIT on; a member, and groups were sent. */
    MEMBER_WITH_GROUPS(1),
    /** JIT on; a member, and no groups were sent. */
    MEMBER(2),
    /** JIT on; an account that is invited. */
    INVITED(3),
    /** JIT on; an account that is no member, with groups or Docker attributes. */
    JOINS_AS_MAPPED(4),
    /** JIT on; an account that is no member, without them. */
    JOINS_DEFAULT(5),
    /** JIT on; nobody known, but invited. */
    NEW_INVITED(6),
    /** JIT on; nobody known, with groups or Docker attributes. */
    NEW_AS_MAPPED(7),
    /** JIT on; nobody known, without them. */
    NEW_DEFAULT(8),
    /** JIT off; a member, or an account that its domain's auto-provisioning makes one (R-DOM-5). */
    MEMBER_JIT_OFF(9),
    /** JIT off; an account that is invited. */
    INVITED_JIT_OFF(10),
    /** JIT off; an account that is no member and not invited. */
    STRANGER_JIT_OFF(11),
    /** JIT off; nobody known, but invited. */
    NEW_INVITED_JIT_OFF(12),
    /** JIT off; nobody known and nobody invited. */
    NEW_JIT_OFF(13),
    /** SCIM deactivated this person. */
    DEACTIVATED(14),
    /** No e-mail address, a domain that is not verified, an address that is another person's, or no seat. */
    UNFIT(15);

    private final int number;

    DecisionRow(int number) {
        this.number = number;
    }

    /** As the table counts, from 1 to 15. */
    public int number() {
        return number;
    }
}
