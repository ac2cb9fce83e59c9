package dev.rollcall.scim;

/** How literally a connection's client is taken. */
public enum Mode {
    /** Accepts what identity providers are known to send beyond and against the RFCs. The default. */
    COMPAT,
    /** Follows the SCIM interoperability profile: unknown attributes, missing paths and wrong types are refused. */
    INTEROP_STRICT;

    /** Whether the quirk is taken for what its client means by it. */
    public boolean tolerates(Quirk quirk) {
        return quirk.modes().contains(this);
    }
}
