package dev.rollcall.membership.conflict;

/** What kind of clash, each with what an owner can do about it (R-ORG-12). */
public enum ConflictType {
    UNMANAGED_WRITE("Adopt the member, or take them out of the IdP's assignment."),
    ADOPTION_REQUESTED("Approve, and the member is handed to SCIM; or reject."),
    ATTRIBUTE_MISMATCH("Let one source alone write this attribute, or make both send the same value."),
    FLAPPING("Align the two mappings, or switch JIT off."),
    DUPLICATE_ACCOUNT("Merge the two accounts, or link the right one."),
    DOMAIN_UNVERIFIED("Verify the domain, or correct the address in the IdP."),
    EMAIL_MISMATCH("Correct the e-mail address in the IdP."),
    GROUP_FORMAT("Name the group <organization>:<team> in the IdP."),
    UNKNOWN_ORG("Connect the organization, or correct its name in the IdP."),
    SEAT_SHORTAGE("Free a seat, or buy more."),
    LAST_OWNER("Make somebody else an owner first."),
    OWNERSHIP_PENDING("Hand over what the person owns first."),
    MASS_DEPROVISION("Release the held deactivations, or stop them in the IdP.");

    private final String suggestion;

    ConflictType(String suggestion) {
        this.suggestion = suggestion;
    }

    public String suggestion() {
        return suggestion;
    }
}
