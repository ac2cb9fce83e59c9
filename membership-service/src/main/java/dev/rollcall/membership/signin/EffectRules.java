package dev.rollcall.membership.signin;

import dev.rollcall.contract.signin.SignInEffect;
import dev.rollcall.contract.signin.SignInEffect.Kind;
import java.util.ArrayList;
import java.util.List;

/** What a plan comes to, for owners to read: in traces, and in the answer to a dry run (R-SSO-17). */
final class EffectRules {
    private EffectRules() {}

    static List<SignInEffect> effects(Known known, Plan plan) {
        List<SignInEffect> effects = new ArrayList<>();
        if (plan.newAccount()) {
            String named = known.freeName() == null ? "" : " named '" + known.freeName() + "'";
            effects.add(new SignInEffect(Kind.ACCOUNT_CREATED, null, "An account" + named));
        }
        if (plan.renamed() && known.account() != null) {
            String before = shown(known.account().name());
            effects.add(new SignInEffect(Kind.NAME_CHANGED, null, "From " + before + " to " + shown(plan.name())));
        }
        for (Plan.Settled done : plan.settled()) {
            effects.add(accepted(done.organization()));
        }
        for (Plan.Join join : plan.joins()) {
            Known.Organization organization = join.organization();
            if (join.invitation() != null) {
                effects.add(accepted(organization));
            }
            effects.add(new SignInEffect(
                    Kind.JOINED, organization.id(), "Joined " + organization.name() + " as " + join.role()));
            addTeams(organization, join.teams(), effects);
        }
        plan.additions().forEach(addition -> addTeams(addition.organization(), addition.teams(), effects));
        return effects;
    }

    private static SignInEffect accepted(Known.Organization organization) {
        return new SignInEffect(
                Kind.INVITATION_ACCEPTED, organization.id(), "The invitation to " + organization.name());
    }

    private static void addTeams(Known.Organization organization, List<Plan.Team> teams, List<SignInEffect> effects) {
        for (Plan.Team team : teams) {
            String sentence = team.name() + " of " + organization.name();
            if (team.id() == null) {
                effects.add(new SignInEffect(Kind.TEAM_CREATED, organization.id(), sentence));
            }
            effects.add(new SignInEffect(Kind.TEAM_ADDED, organization.id(), sentence));
        }
    }

    private static String shown(Name name) {
        return name.full() == null ? "no name" : "'" + name.full() + "'";
    }
}
