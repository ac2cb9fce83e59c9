package dev.rollcall.membership.scimrequest;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import java.util.Objects;
import java.util.Optional;

/** A written diagnosis for each way in which a SCIM request can fail (R-TRB-2, R-TRB-4, R-TRB-10 to R-TRB-13). */
final class DiagnosisRules {
    private static final String ATTRIBUTES = "compare the attribute mapping there with the connection's setup page";

    private DiagnosisRules() {}

    /** Empty for a request that did what it was meant to. */
    static Optional<Diagnosis> of(ScimRequestRecord request) {
        if (request.status() > 0 && request.status() < 400 && request.code() == null) {
            return Optional.empty();
        }
        Dialect dialect = request.dialect();
        return Optional.of(
                switch (Objects.requireNonNullElse(request.code(), "")) {
                    case "TOKEN_MISSING" -> new Diagnosis("No SCIM token came with the request.", tokenPlace(dialect));
                    case "TOKEN_INVALID" ->
                        new Diagnosis(
                                "The token is wrong, expired or revoked.",
                                "Make a new token here. " + tokenPlace(dialect));
                    case "CREDENTIALS_WRONG" ->
                        new Diagnosis(
                                "The OAuth client's id or secret is wrong, or the client has expired or was deleted.",
                                "Make a new OAuth client here and enter its id and secret in the identity provider.");
                    case "SCIM_DISABLED" ->
                        new Diagnosis(
                                "SCIM is switched off for this connection.",
                                "Switch it on in the connection's settings, or stop provisioning in the identity provider.");
                    case "SCIM_PAUSED" ->
                        new Diagnosis(
                                "An owner has paused this connection.",
                                "Lift the pause in the connection's settings; the identity provider tries again by itself.");
                    case "DEPROVISIONING_HELD" ->
                        new Diagnosis(
                                "Too many people would have been taken out within an hour, so the request is held.",
                                "Look at the connection's held de-provisioning: release it if it is meant, or discard it and correct the assignments in the identity provider.");
                    case "RATE_LIMITED" ->
                        new Diagnosis(
                                "More requests came in a second than this connection may send.",
                                "Nothing is lost: the identity provider waits and tries again. If it lasts, raise the connection's rate limit.");
                    case "DOMAIN_UNVERIFIED" ->
                        new Diagnosis(
                                "The person's e-mail domain is not verified for this connection.",
                                "Verify the domain and add it to the connection, or take the person out of the assignment "
                                        + assignments(dialect) + ".");
                    case "USER_NAME_NOT_EMAIL" ->
                        new Diagnosis("userName is no e-mail address.", userNameMapping(dialect));
                    case "ROLE_UNKNOWN" ->
                        new Diagnosis(
                                "dockerRole is none of member, editor, owner.",
                                "Correct the value or the expression that makes it: " + mappings(dialect) + ".");
                    case "ORGANIZATION_NOT_CONNECTED" ->
                        new Diagnosis(
                                "dockerOrg or the group names an organization that this connection does not reach.",
                                "Add the organization to the connection, or correct the name: " + mappings(dialect)
                                        + ".");
                    case "GROUP_NAME_MALFORMED" ->
                        new Diagnosis(
                                "The group's name has not the form organization:team.",
                                "Rename the group, for example to moby:developers, or do not push it: "
                                        + groups(dialect) + ".");
                    case "GROUP_MEMBER_UNKNOWN" ->
                        new Diagnosis(
                                "The group names a member who is no user of this connection.",
                                "Assign the person to the application first, then push the group again: "
                                        + groups(dialect) + ".");
                    case "TEAM_RESERVED" ->
                        new Diagnosis(
                                "The team's name is reserved.",
                                "Use another name than owners and company: " + groups(dialect) + ".");
                    case "NO_SEAT" ->
                        new Diagnosis(
                                "The organization has no free seat.",
                                "Add seats or free some; the identity provider's next try succeeds then.");
                    case "LAST_OWNER" ->
                        new Diagnosis(
                                "The change would have taken away the organization's last owner.",
                                "Make somebody else an owner first.");
                    case "MEMBER_UNMANAGED", "UNMANAGED_MEMBER_EXISTS" ->
                        new Diagnosis(
                                "The person is a member whom SCIM does not manage: they came by invitation, by hand or at sign-in.",
                                "Hand them to SCIM (adopt) on their member page, set the connection to LINK_ON_MATCH, or remove them here"
                                        + " and let the identity provider create them.");
                    case "USER_EXISTS" ->
                        new Diagnosis(
                                "The user exists already, so there was nothing to create.",
                                "Usually harmless: the identity provider finds and updates the user next. If it does not, its matching"
                                        + " attribute is not userName: " + mappings(dialect) + ".");
                    case "GROUP_EXISTS" ->
                        new Diagnosis(
                                "A group for that team exists already.",
                                "Usually harmless. If two groups are meant, give them different names: "
                                        + groups(dialect) + ".");
                    case "USER_UNKNOWN", "GROUP_UNKNOWN" ->
                        new Diagnosis(
                                "There is no such " + (request.path().contains("/Groups") ? "group" : "user")
                                        + " on this connection: it was deleted, or the id is from another.",
                                "Let the identity provider match anew: " + restart(dialect) + ".");
                    case "VERSION_MISMATCH" ->
                        new Diagnosis(
                                "Somebody else changed the resource in the meantime.",
                                "The client reads it again and repeats its change.");
                    case "FILTER_FORBIDDEN" ->
                        new Diagnosis(
                                "The client asked for ServiceProviderConfig, ResourceTypes or Schemas with a filter, which the standard forbids.",
                                "Take the filter out of the client's request: these documents are read whole.");
                    case "FILTER_INVALID", "invalidFilter" ->
                        new Diagnosis(
                                "The filter names an attribute that does not exist, or cannot be read.",
                                "Choose userName or externalId as matching attribute: " + mappings(dialect) + ".");
                    case "VALUE_INVALID", "invalidValue" ->
                        new Diagnosis(
                                "An attribute's value is not of the kind that it must have.",
                                upper(ATTRIBUTES) + ": " + mappings(dialect) + ".");
                    case "PATH_INVALID", "invalidPath", "TARGET_MISSING", "noTarget" ->
                        new Diagnosis(
                                "A change names a place in the resource that is not there.",
                                upper(ATTRIBUTES) + ": " + mappings(dialect) + ".");
                    case "ATTRIBUTE_IMMUTABLE", "mutability" ->
                        new Diagnosis(
                                "A change touches an attribute that only Rollcall may set.",
                                "Take it out of the mapping: " + mappings(dialect) + ".");
                    case "REQUEST_MALFORMED", "invalidSyntax" ->
                        new Diagnosis(
                                "The body could not be read as SCIM.",
                                "Compare what was sent with the trace id in the identity provider's own log; a proxy may have changed it.");
                    case "TOO_MANY", "tooMany" ->
                        new Diagnosis(
                                "The answer or the request would have been too large.",
                                "Ask for smaller pages, and leave members out.");
                    case "invalidCursor", "expiredCursor", "CURSOR_INVALID" ->
                        new Diagnosis(
                                "The place in a list was not of that list, or too old.",
                                "The client begins its list again.");
                    case "BODY_TOO_LARGE" ->
                        new Diagnosis(
                                "The body is larger than one request may be.",
                                "Push the group's members in several requests.");
                    case "MEDIA_TYPE_UNSUPPORTED" ->
                        new Diagnosis(
                                "The body is not declared as JSON.", "Set Content-Type to application/scim+json.");
                    case "NOT_SUPPORTED" ->
                        new Diagnosis(
                                "The request uses a part of SCIM that ServiceProviderConfig does not offer.",
                                "Switch that option off in the client.");
                    case "UNAVAILABLE" ->
                        new Diagnosis(
                                "A part of Rollcall could not be reached for a while.",
                                "Nothing to do: the identity provider tries again.");
                    case "INTERNAL" ->
                        new Diagnosis("Something broke on our side.", "Report the trace id to who runs Rollcall.");
                    default -> byStatus(request);
                });
    }

    private static Diagnosis byStatus(ScimRequestRecord request) {
        return switch (request.status()) {
            case 0 ->
                new Diagnosis(
                        "The client closed the connection before the answer.",
                        "If it lasts, look at time-outs of the client and of proxies between it and Rollcall.");
            case 404, 405 ->
                new Diagnosis(
                        "There is nothing at this address.",
                        "The base URL ends with /scim/v2: " + addressPlace(request.dialect()) + ".");
            default ->
                new Diagnosis(
                        "The request was refused with status " + request.status() + ".",
                        "Look for the trace id in the log of scim-endpoint.");
        };
    }

    private static String tokenPlace(Dialect dialect) {
        return switch (dialect) {
            case OKTA ->
                "Paste it in Okta under the application's Provisioning, Integration, API token (or HTTP header authorization).";
            case ENTRA -> "Paste it in Entra under the application's Provisioning, Admin Credentials, Secret Token.";
            case GENERIC -> "Send it as Authorization: Bearer.";
        };
    }

    private static String addressPlace(Dialect dialect) {
        return switch (dialect) {
            case OKTA -> "in Okta the application's Provisioning, Integration, SCIM connector base URL";
            case ENTRA -> "in Entra the application's Provisioning, Admin Credentials, Tenant URL";
            case GENERIC -> "see the client's settings";
        };
    }

    private static String userNameMapping(Dialect dialect) {
        return switch (dialect) {
            case OKTA -> "In Okta set the application's Sign On, Application username format to Email.";
            case ENTRA ->
                "In Entra map userName to mail, or to userPrincipalName where that is the address, under Provisioning, Mappings.";
            case GENERIC -> "Map userName to the person's e-mail address.";
        };
    }

    private static String mappings(Dialect dialect) {
        return switch (dialect) {
            case OKTA -> "in Okta the application's Provisioning, To App, Attribute Mappings";
            case ENTRA -> "in Entra the application's Provisioning, Mappings";
            case GENERIC -> "in the client's attribute mapping";
        };
    }

    private static String assignments(Dialect dialect) {
        return switch (dialect) {
            case OKTA -> "(in Okta the application's Assignments)";
            case ENTRA -> "(in Entra the application's Users and groups)";
            case GENERIC -> "in the identity provider";
        };
    }

    private static String groups(Dialect dialect) {
        return switch (dialect) {
            case OKTA -> "in Okta the application's Push Groups";
            case ENTRA -> "in Entra the application's Users and groups, and Provisioning, Mappings, Groups";
            case GENERIC -> "in the client's group settings";
        };
    }

    private static String restart(Dialect dialect) {
        return switch (dialect) {
            case OKTA -> "in Okta unassign and assign the person or the group again";
            case ENTRA -> "in Entra the application's Provisioning, Restart provisioning";
            case GENERIC -> "start a full synchronization there";
        };
    }

    private static String upper(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
