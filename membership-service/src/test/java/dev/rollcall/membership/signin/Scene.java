package dev.rollcall.membership.signin;

import dev.rollcall.contract.provisioning.ScimClient.GroupNames;
import dev.rollcall.contract.signin.AssertedPerson;
import dev.rollcall.contract.signin.AssertedPerson.Method;
import dev.rollcall.membership.signin.JitRules.Decision;
import dev.rollcall.membership.signin.MappingRules.Mapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is known of Ann Lee, as rules get it: a connection with the organizations acme (default, with a default team) and whale. */
final class Scene {
    static final UUID CONNECTION = UUID.randomUUID();
    static final UUID ACME = new UUID(0, 1);
    static final UUID WHALE = new UUID(0, 2);
    static final UUID DEFAULT_TEAM = new UUID(1, 0);
    static final UUID CORE = new UUID(1, 1);
    static final Instant OUT_SINCE = Instant.parse("2026-11-22T20:31:59Z");

    private boolean jit = true;
    private boolean scimNames;
    private boolean verified = true;
    private boolean account;
    private boolean whaleFull;
    private Known.Described described;
    private Instant removedFromWhale;
    private boolean linked;
    private boolean otherIdentity;
    private boolean capturing;
    private final Known.Invitation[] invitations = new Known.Invitation[2];
    private final Known.Member[] members = new Known.Member[2];

    static AssertedPerson asserted(String role, String organization, String team, List<String> groups) {
        return new AssertedPerson(Method.SAML, "ann@acme.test", "Ann", "Lee", null, role, organization, team, groups);
    }

    static Person person(String role, String organization, String team, String... groups) {
        return PersonRules.read(asserted(role, organization, team, groups.length == 0 ? null : List.of(groups)));
    }

    Scene jitOff() {
        jit = false;
        return this;
    }

    Scene scimNames() {
        scimNames = true;
        return this;
    }

    Scene unverified() {
        verified = false;
        return this;
    }

    Scene account() {
        account = true;
        return this;
    }

    Scene whaleFull() {
        whaleFull = true;
        return this;
    }

    /** @param at 0 for acme, 1 for whale */
    Scene member(int at, boolean active, boolean managed, UUID connection, UUID... teams) {
        account = true;
        members[at] = new Known.Member(
                new UUID(2, at),
                new UUID(3, 0),
                "member",
                active,
                managed ? "SCIM" : "JIT",
                managed,
                connection,
                7,
                3,
                List.of(teams),
                null,
                OUT_SINCE);
        return this;
    }

    Scene described(boolean active, String name, String role, String team, String... groups) {
        account = true;
        described = new Known.Described(
                active, "ext", name, role, null, team, groups.length > 0, List.of(groups), OUT_SINCE);
        return this;
    }

    Scene removedFromWhale() {
        account = true;
        removedFromWhale = OUT_SINCE;
        return this;
    }

    /** Found by what the IdP calls her. */
    Scene linked() {
        account = true;
        linked = true;
        return this;
    }

    /** Her account is another person to this IdP. */
    Scene otherIdentity() {
        account = true;
        otherIdentity = true;
        return this;
    }

    /** Acme has the address's domain, with auto-provisioning. */
    Scene capturing() {
        capturing = true;
        return this;
    }

    /** @param at 0 for acme, 1 for whale */
    Scene invited(int at, String role, Known.InvitedTeam team) {
        invitations[at] = new Known.Invitation(new UUID(4, at), role, new UUID(5, 0), team);
        return this;
    }

    Known known() {
        List<Known.Organization> organizations = new ArrayList<>();
        organizations.add(new Known.Organization(
                ACME, "Acme", "acme", false, true, Map.of("core", CORE), members[0], null, invitations[0], capturing));
        organizations.add(new Known.Organization(
                WHALE,
                "Whale",
                "whale",
                true,
                !whaleFull,
                Map.of(),
                members[1],
                removedFromWhale,
                invitations[1],
                false));
        return new Known(
                new Known.Settings(
                        CONNECTION, Method.SAML, jit, scimNames, GroupNames.ORG_TEAM, ACME, DEFAULT_TEAM, "member"),
                verified,
                linked,
                otherIdentity,
                account
                        ? new Known.Account(new UUID(3, 0), "ann", "ann@acme.test", new Name("Ann", "Li", "Ann Li"))
                        : null,
                described,
                "ann",
                organizations);
    }

    static Mapping mapping(Known known, Person person) {
        return MappingRules.read(
                person,
                known.settings().groupNames(),
                known.organizations().stream().map(Known.Organization::key).collect(Collectors.toSet()),
                "acme");
    }

    static Decision decision(Known known, Person person) {
        return JitRules.decide(StandingRules.facts(known, person, mapping(known, person)));
    }

    /** What the person's sign-in does; fails when it is turned away. */
    static Plan plan(Known known, Person person) {
        Mapping mapping = mapping(known, person);
        return switch (decision(known, person)) {
            case Decision.Enter enter -> PlanRules.enter(known, person, mapping, enter);
            case Decision.Join join -> PlanRules.join(known, person, mapping, join);
            case Decision.Accept accept -> PlanRules.accept(known, person, mapping, accept);
            case Decision.Capture capture -> PlanRules.capture(known, person, mapping, capture);
            case Decision.TurnAway away -> throw new AssertionError(away);
        };
    }
}
