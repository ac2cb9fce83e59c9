package dev.rollcall.contract.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every event that a service publishes. The wire name is reverse DNS with a major version; a breaking change is a new constant with the
 * next version, never a changed one. Each has exactly one audit action; {@link #aliases()} are further documented names that the audit
 * filter matches too.
 */
public enum EventType {
    ACCOUNT_CREATED("account", "AccountCreated", Topics.ACCOUNT_EVENTS, "account.create", "Account created"),
    ACCOUNT_UPDATED("account", "AccountUpdated", Topics.ACCOUNT_EVENTS, "account.update", "Account updated"),
    ACCOUNT_EMAIL_CHANGED(
            "account", "AccountEmailChanged", Topics.ACCOUNT_EVENTS, "account.email.change", "Account e-mail changed"),

    USER_PROVISIONED(
            "membership",
            "UserProvisioned",
            "org.member.provision",
            "Member provisioned",
            "org.member.add",
            "enterprise.scim.user.create"),
    USER_UPDATED(
            "membership",
            "UserUpdated",
            "org.member.attribute.change",
            "Member attributes changed",
            "enterprise.scim.user.update"),
    USER_DEACTIVATED(
            "membership",
            "UserDeactivated",
            "org.member.deprovision",
            "Member deactivated",
            "enterprise.scim.user.deactivate"),
    USER_REACTIVATED(
            "membership",
            "UserReactivated",
            "org.member.reactivate",
            "Member re-activated",
            "enterprise.scim.user.reactivate"),
    USER_REMOVED("membership", "UserRemoved", "org.member.remove", "Member removed", "enterprise.scim.user.delete"),
    MEMBER_ADOPTED("membership", "MemberAdopted", "org.member.adopt", "Member handed to SCIM"),
    MEMBER_RELEASED("membership", "MemberReleased", "org.member.release", "Member released from SCIM"),
    MEMBER_ROLE_CHANGED("membership", "MemberRoleChanged", "org.member.role.change", "Member role changed"),
    MEMBER_TEAM_ADDED("membership", "MemberTeamAdded", "org.team.member.add", "Team member added"),
    MEMBER_TEAM_REMOVED("membership", "MemberTeamRemoved", "org.team.member.remove", "Team member removed"),

    ORG_CREATED("membership", "OrgCreated", "org.create", "Organization created"),
    DOMAIN_ADDED("membership", "DomainAdded", "org.domain.create", "Domain added"),
    DOMAIN_VERIFIED("membership", "DomainVerified", "org.domain.verify", "Domain verified"),
    DOMAIN_REMOVED("membership", "DomainRemoved", "org.domain.delete", "Domain deleted"),
    DOMAIN_AUTO_PROVISIONING_ENABLED(
            "membership",
            "DomainAutoProvisioningEnabled",
            "org.domain.auto-provisioning.toggle",
            "Toggle auto-provisioning"),
    DOMAIN_AUTO_PROVISIONING_DISABLED(
            "membership",
            "DomainAutoProvisioningDisabled",
            "org.domain.auto-provisioning.toggle",
            "Toggle auto-provisioning"),
    ORG_SETTINGS_UPDATED("membership", "OrgSettingsUpdated", "org.settings.update", "Organization settings changed"),
    INVITATION_SENT("membership", "InvitationSent", "org.member.invite.send", "Member invited"),
    INVITATION_RESENT("membership", "InvitationResent", "org.invite.resend", "Invitation sent again"),
    INVITATION_ACCEPTED("membership", "InvitationAccepted", "org.invite.accept", "Invitation accepted"),
    INVITATION_CANCELLED("membership", "InvitationCancelled", "org.invite.cancel", "Invitation cancelled"),
    INVITATION_EXPIRED("membership", "InvitationExpired", "org.invite.expire", "Invitation expired"),
    TEAM_CREATED("membership", "TeamCreated", "org.team.create", "Team created"),
    TEAM_DELETED("membership", "TeamDeleted", "org.team.delete", "Team deleted"),
    GROUP_MAPPING_CREATED(
            "membership", "GroupMappingCreated", "enterprise.scim.group.create", "SCIM group mapped to a team"),
    GROUP_MAPPING_CHANGED("membership", "GroupMappingChanged", "enterprise.scim.group.update", "SCIM group changed"),
    GROUP_MAPPING_DELETED("membership", "GroupMappingDeleted", "enterprise.scim.group.delete", "SCIM group deleted"),

    SSO_CONNECTION_CREATED(
            "membership", "SsoConnectionCreated", "enterprise.sso.connection.create", "Create SSO Connection"),
    SSO_CONNECTION_UPDATED(
            "membership", "SsoConnectionUpdated", "enterprise.sso.connection.update", "Update SSO Connection"),
    SSO_CONNECTION_DELETED(
            "membership", "SsoConnectionDeleted", "enterprise.sso.connection.delete", "Delete SSO Connection"),
    SSO_ENFORCEMENT_ENABLED(
            "membership", "SsoEnforcementEnabled", "enterprise.sso.connection.enforcement_toggle", "Enforce SSO"),
    SSO_ENFORCEMENT_DISABLED(
            "membership", "SsoEnforcementDisabled", "enterprise.sso.connection.enforcement_toggle", "Enforce SSO"),
    CERTIFICATE_EXPIRING(
            "membership",
            "CertificateExpiring",
            "enterprise.sso.connection.certificate_expiring",
            "SSO signing certificate ends soon"),
    METADATA_HELD(
            "membership",
            "MetadataHeld",
            "enterprise.sso.connection.metadata_held",
            "New SSO metadata wait for an owner"),
    JIT_ENABLED("membership", "JitEnabled", "enterprise.sso.connection.jit_toggle", "Toggle JIT provisioning"),
    JIT_DISABLED("membership", "JitDisabled", "enterprise.sso.connection.jit_toggle", "Toggle JIT provisioning"),
    SCIM_ENABLED("membership", "ScimEnabled", "enterprise.sso.connection.scim_toggle", "Enforce SCIM"),
    SCIM_DISABLED("membership", "ScimDisabled", "enterprise.sso.connection.scim_toggle", "Enforce SCIM"),
    SCIM_TOKEN_CREATED(
            "membership", "ScimTokenCreated", "enterprise.sso.connection.scim_token_refresh", "Refresh SCIM Token"),
    SCIM_TOKEN_ROTATED(
            "membership", "ScimTokenRotated", "enterprise.sso.connection.scim_token_refresh", "Refresh SCIM Token"),
    SCIM_TOKEN_REVOKED(
            "membership", "ScimTokenRevoked", "enterprise.sso.connection.scim_token_refresh", "Refresh SCIM Token"),
    CONNECTION_EXTENSION_CHANGED(
            "membership",
            "ConnectionExtensionChanged",
            "enterprise.sso.connection.extension_change",
            "Connection's own SCIM schema changed"),
    SCIM_REQUEST_DENIED("membership", "ScimRequestDenied", "enterprise.scim.request.denied", "SCIM request denied"),
    SCIM_CLIENT_CREATED(
            "membership",
            "ScimClientCreated",
            "enterprise.sso.connection.scim_client_create",
            "Create SCIM OAuth client"),
    SCIM_CLIENT_DELETED(
            "membership",
            "ScimClientDeleted",
            "enterprise.sso.connection.scim_client_delete",
            "Delete SCIM OAuth client"),
    SIGN_IN_IDENTITY_FORGOTTEN(
            "membership",
            "SignInIdentityForgotten",
            "enterprise.sso.connection.identity_forget",
            "Identity at the IdP forgotten"),
    CONFLICT_OPENED("membership", "ConflictOpened", "enterprise.conflict.open", "Provisioning conflict opened"),
    CONFLICT_RESOLVED("membership", "ConflictResolved", "enterprise.conflict.resolve", "Provisioning conflict closed"),

    SIGN_IN_SUCCEEDED("sso", "SignInSucceeded", Topics.SIGNIN_EVENTS, "enterprise.sso.signin", "Signed in"),
    SIGN_IN_DENIED("sso", "SignInDenied", Topics.SIGNIN_EVENTS, "enterprise.sso.signin.denied", "Sign-in denied"),
    SIGNED_OUT("sso", "SignedOut", Topics.SIGNIN_EVENTS, "enterprise.sso.signout", "Signed out"),
    SESSION_REVOKED("sso", "SessionRevoked", Topics.SIGNIN_EVENTS, "enterprise.sso.session.revoke", "Session revoked"),
    ACCESS_TOKEN_CREATED(
            "sso", "AccessTokenCreated", Topics.SIGNIN_EVENTS, "org.access_token.create", "Access token created"),
    ACCESS_TOKEN_DELETED(
            "sso", "AccessTokenDeleted", Topics.SIGNIN_EVENTS, "org.access_token.delete", "Access token deleted");

    private static final Map<String, EventType> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

    private final String family;
    private final String label;
    private final Topics topic;
    private final String action;
    private final List<String> aliases;
    private final String name;

    EventType(String family, String name, Topics topic, String action, String label, String... aliases) {
        this.family = family;
        this.name = name;
        this.topic = topic;
        this.action = action;
        this.label = label;
        this.aliases = List.of(aliases);
    }

    EventType(String family, String name, String action, String label, String... aliases) {
        this(family, name, Topics.MEMBERSHIP_EVENTS, action, label, aliases);
    }

    /** The CloudEvents {@code type}, for instance {@code dev.rollcall.membership.UserProvisioned.v1}. */
    public String wireName() {
        return "dev.rollcall." + family + "." + name + ".v1";
    }

    /** The CloudEvents {@code dataschema}: which schema, in which minor version, {@code data} obeys. */
    public String dataSchema() {
        return "urn:rollcall:schema:" + family + "." + name + ":1.0";
    }

    /** The event's name without its family, for instance {@code UserProvisioned}. */
    public String simpleName() {
        return name;
    }

    public Topics topic() {
        return topic;
    }

    /** The audit action: {@code <category>.<name>}, unique meaning, not unique per event (both toggles of a switch share one). */
    public String action() {
        return action;
    }

    /** Further documented names of the same action; never null, often empty. */
    public List<String> aliases() {
        return aliases;
    }

    /** What a person reads in the list of actions. */
    public String label() {
        return label;
    }

    /** The type of a CloudEvents {@code type}, or empty for one that this version does not know. */
    public static Optional<EventType> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
