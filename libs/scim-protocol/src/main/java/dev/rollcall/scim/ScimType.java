package dev.rollcall.scim;

/** The detail error keywords of RFC 7644 §3.12 (Table 9) and RFC 9865 §2.1; constants are spelled as on the wire. */
public enum ScimType {
    invalidFilter(400),
    tooMany(400),
    uniqueness(409),
    mutability(400),
    invalidSyntax(400),
    invalidPath(400),
    noTarget(400),
    invalidValue(400),
    invalidVers(400),
    invalidCursor(400),
    expiredCursor(400),
    sensitive(403);

    private final int status;

    ScimType(int status) {
        this.status = status;
    }

    /** HTTP status code that goes with the keyword. */
    public int status() {
        return status;
    }
}
