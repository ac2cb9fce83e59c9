package dev.rollcall.scim;

/** How literally a connection's client is taken. */
public enum Mode {
    /** Accepts what identity providers are known to send beyond and against the RFCs. The default. */
    COMPAT,
    /** Follows the SCIM interoperability profile: unknown attributes, missing paths and wrong types are refused. */
    INTEROP_STRICT;

    /** Whether this is {@link #COMPAT}. */
    public boolean compat() {
        return this == COMPAT;
    }
}
