package dev.rollcall.membership.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.contract.provisioning.ScimClient.Mode;
import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInConnection.State;
import dev.rollcall.membership.admin.Fields;
import dev.rollcall.membership.domain.DomainNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be changed on a connection; null leaves it as it is.
 *
 * @param organization name or UUID of the default organization
 * @param organizations names or UUIDs of all that it shall serve then
 * @param domains all that it shall have then
 * @param defaultTeam name, of the default organization
 * @param noDefaultTeam the body says {@code "defaultTeam": null}
 * @param defaultRole as in {@link Connection}
 * @param noDialect the body says {@code "dialect": null}: it is pinned no longer
 * @param deprovisioningPercent as in {@link Connection}
 * @param noScimTrust the body says {@code "scimTrust": null}
 * @param state as in {@link Connection}; TESTED comes by itself
 * @param confirm the connection's name, typed by whoever switches JIT off
 * @param override switch JIT off though SCIM is off too; let people sign in though no test sign-in has come through
 */
record ConnectionChange(
        @Nullable String organization,
        @Nullable List<String> organizations,
        @Nullable String name,
        @Nullable List<String> domains,
        @Nullable String defaultTeam,
        boolean noDefaultTeam,
        @Nullable String defaultRole,
        @Nullable Dialect dialect,
        boolean noDialect,
        @Nullable Mode mode,
        @Nullable AdoptionPolicy adoptionPolicy,
        @Nullable Boolean scimEnabled,
        @Nullable Boolean jitEnabled,
        @Nullable Boolean omittedActiveDeactivates,
        @Nullable NameAuthority nameAuthority,
        @Nullable Boolean ownersByGroup,
        @Nullable Boolean scimPaused,
        @Nullable Integer deprovisioningPercent,
        @Nullable Integer rateLimit,
        @Nullable ScimTrust scimTrust,
        boolean noScimTrust,
        @Nullable State state,
        @Nullable Boolean enforced,
        @Nullable String confirm,
        boolean override) {
    static final int RATE_LIMIT_MAX = 100_000; // the benchmark's: in effect none
    static final int ORGANIZATION_NAME_MAX = 63;
    /** A company's; each gets its own copy of every event about the connection. */
    static final int ORGANIZATIONS_MAX = 100;

    private static final int NAME_MAX = 100; // a line in a list
    private static final int DOMAINS_MAX = 500; // far beyond any company seen; a bound for one answer
    private static final int TEAM_NAME_MAX = 255;
    private static final int ROLE_LENGTH_MAX = 20;
    private static final List<String> FIXED = List.of("id", "protocol", "userNames", "groupNames");

    /** A PATCH's body (RFC 7396: what is absent stays, null removes). */
    static ConnectionChange read(@Nullable ObjectNode body) {
        Fields fields = Fields.of(body);
        for (String name : FIXED) {
            if (fields.has(name)) {
                throw Refusal.ATTRIBUTE_IMMUTABLE.because(name + ": is set once, when the connection is made.");
            }
        }
        ConnectionChange change = read(fields);
        fields.end();
        return change;
    }

    static ConnectionChange read(Fields fields) {
        List<String> domains = fields.optionalTexts("domains", DOMAINS_MAX, DomainNames.LENGTH_MAX);
        String defaultTeam = fields.optionalText("defaultTeam", TEAM_NAME_MAX);
        String defaultRole = fields.optionalText("defaultRole", ROLE_LENGTH_MAX);
        Dialect dialect = fields.optionalConstant("dialect", Dialect.class);
        ScimTrust scimTrust = trust(fields.optionalObject("scimTrust"));
        return new ConnectionChange(
                fields.optionalText("organization", ORGANIZATION_NAME_MAX),
                fields.optionalTexts("organizations", ORGANIZATIONS_MAX, ORGANIZATION_NAME_MAX),
                fields.optionalText("name", NAME_MAX),
                domains == null ? null : DomainNames.canonical(domains),
                defaultTeam,
                defaultTeam == null && fields.has("defaultTeam"),
                defaultRole == null ? null : ConnectionRules.requireDefaultRole(defaultRole),
                dialect,
                dialect == null && fields.has("dialect"),
                fields.optionalConstant("mode", Mode.class),
                fields.optionalConstant("adoptionPolicy", AdoptionPolicy.class),
                fields.optionalFlag("scimEnabled"),
                fields.optionalFlag("jitEnabled"),
                fields.optionalFlag("omittedActiveDeactivates"),
                fields.optionalConstant("nameAuthority", NameAuthority.class),
                fields.optionalFlag("ownersByGroup"),
                fields.optionalFlag("scimPaused"),
                fields.optionalInteger("deprovisioningPercent", 0, 100),
                fields.optionalInteger("rateLimit", 1, RATE_LIMIT_MAX),
                scimTrust,
                scimTrust == null && fields.has("scimTrust"),
                fields.optionalConstant("state", State.class),
                fields.optionalFlag("enforced"),
                fields.optionalText("confirm", NAME_MAX),
                Boolean.TRUE.equals(fields.optionalFlag("override")));
    }

    private static @Nullable ScimTrust trust(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var trust = new ScimTrust(
                fields.text("issuer", ScimTrust.TEXT_MAX),
                fields.text("audience", ScimTrust.TEXT_MAX),
                fields.text("jwksUri", ScimTrust.TEXT_MAX),
                fields.optionalText("subject", ScimTrust.TEXT_MAX));
        fields.end();
        return trust;
    }
}
