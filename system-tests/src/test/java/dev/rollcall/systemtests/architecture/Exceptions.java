package dev.rollcall.systemtests.architecture;

import java.util.List;
import java.util.Map;

/** Who breaks a rule today, by name, and why that stands. A list may only shrink: whoever stops breaking the rule must leave it. */
final class Exceptions {
    private static final String SAYS_NO =
            "refuses by the admin API's own sentence for a field, which lies beside the rules, not in the contract";
    private static final String JSON =
            "an event is JSON; the tree is a value, and nothing of the library reaches further";

    static final Map<String, String> RULES = Map.of(
            "dev.rollcall.audit.intake.FactRules", JSON + "; also names the log's scope 'platform', which the log owns",
            "dev.rollcall.audit.query.DataRules", JSON,
            "dev.rollcall.membership.user.ChangeRules", "compares JSON trees attribute by attribute",
            "dev.rollcall.membership.account.AccountRules", SAYS_NO,
            "dev.rollcall.membership.connection.ConnectionRules", SAYS_NO,
            "dev.rollcall.membership.connection.TrustRules", SAYS_NO,
            "dev.rollcall.membership.domain.DomainRules", SAYS_NO,
            "dev.rollcall.membership.organization.OrganizationRules", SAYS_NO,
            "dev.rollcall.membership.team.TeamRules", SAYS_NO,
            "dev.rollcall.membership.token.TokenRules", SAYS_NO);

    private static final String WRITES = "writes answers for the endpoints beside it";

    static final Map<String, String> HTTP = Map.ofEntries(
            Map.entry("dev.rollcall.kit.RestMethod", "reads a contract's annotations, for the calls of it"),
            Map.entry("dev.rollcall.kit.AccessCheck", "reads the Authorization header, for every endpoint"),
            Map.entry("dev.rollcall.sso.session.CurrentSession", "reads the session's cookie, for every endpoint"),
            Map.entry("dev.rollcall.scimendpoint.http.Answers", WRITES),
            Map.entry("dev.rollcall.sso.session.Cookies", WRITES),
            Map.entry("dev.rollcall.sso.session.Pages", WRITES),
            Map.entry("dev.rollcall.sso.session.NoStore", "a response filter under another name"));

    static final Map<String, String> PERSISTENCE = Map.of();

    private static final String PLACE = "the one place";
    private static final String EDGE = "stamps a request at its edge and hands the time on";

    static final Map<String, String> TIME_AND_IDS = Map.ofEntries(
            Map.entry("dev.rollcall.membership.stream.Moments", PLACE),
            Map.entry("dev.rollcall.sso.start.Clocks", PLACE + " for time"),
            Map.entry("dev.rollcall.sso.secret.Fresh", PLACE + " for ids and secrets"),
            Map.entry("dev.rollcall.outbox.OutboxRow", "every event's id, in the library that owns events"),
            Map.entry("dev.rollcall.kit.ServiceTokens", "a token's own life; services hand the kit no clock yet"),
            Map.entry("dev.rollcall.kit.InternalCallFilter", "a token's own life; services hand the kit no clock yet"),
            Map.entry(
                    "dev.rollcall.audit.intake.IntakeLoop",
                    "age of a gap and of the loop itself; audit-service has no one place yet"),
            Map.entry(
                    "dev.rollcall.audit.intake.IntakeReadiness", "age of the loop; audit-service has no one place yet"),
            Map.entry("dev.rollcall.scimendpoint.exchange.Exchange", EDGE),
            Map.entry("dev.rollcall.scimendpoint.requestlog.RequestLogRoute", EDGE),
            Map.entry("dev.rollcall.scimendpoint.token.TokenFilter", EDGE));

    static final Map<String, String> SAME_NAME = Map.of(
            "Membership", "membership-service, as two neighbours see it, and a person's membership inside it",
            "Organizations", "organizations where they live, and as the audit log looks them up",
            "StreamsEndpoint", "each service with an outbox serves the contract's StreamsApi",
            "Publisher", "the outbox's and the log's: two that publish in order; one should be renamed",
            "Sequencer", "the outbox's and the log's: two that number; one should be renamed",
            "TokenRules", "what a SCIM token must be, at its owner and at the door; one should be renamed",
            "Fields", "two in membership-service, of the admin API and of queries; one should be renamed",
            "Schema", "a SCIM schema and a database schema of the sandbox");

    static final List<Edge> CYCLES = List.of();

    private Exceptions() {}

    /** A dependency that closes a cycle of features: class name to class name. */
    record Edge(String from, String to, String why) {}
}
