package dev.rollcall.membership.connection;

/** Whose name stays when somebody whom SCIM manages signs in while JIT is off (R-JIT-15). With JIT on, a sign-in always writes it. */
public enum NameAuthority {
    /** Whoever wrote last, sign-in or SCIM. */
    LAST_WRITER,
    /** SCIM: a sign-in leaves the name alone. */
    SCIM
}
