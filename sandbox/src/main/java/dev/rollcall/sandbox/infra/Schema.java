package dev.rollcall.sandbox.infra;

/** One database schema for each service that stores anything, with a role that owns it and reaches no other. */
public enum Schema {
    MEMBERSHIP("membership"),
    SSO("sso"),
    AUDIT("audit");

    private final String schemaName;

    Schema(String schemaName) {
        this.schemaName = schemaName;
    }

    public String schemaName() {
        return schemaName;
    }

    public String role() {
        return "rollcall_" + schemaName;
    }
}
