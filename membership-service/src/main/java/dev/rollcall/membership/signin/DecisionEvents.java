package dev.rollcall.membership.signin;

import dev.rollcall.contract.event.EventData;
import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Pii;
import dev.rollcall.contract.event.EventData.Reason;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInEffect;
import dev.rollcall.contract.signin.SignInNote;
import dev.rollcall.outbox.OutboxEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of a decision, in a stream of its own: sign-ins are many. It commits with what the decision did. */
final class DecisionEvents {
    /** Most organizations that hear of one link. */
    static final int ORGANIZATIONS_MAX = 50;

    private DecisionEvents() {}

    /**
     * In the log of the first organization that the person gets into: a connection's organizations are one house. A link's are strangers to each
     * other, so each hears that the person got in, and what happened there.
     */
    static List<OutboxEvent> succeeded(Asked asked, SignInAnswer.Granted granted) {
        if (asked.connection() != null) {
            return List.of(succeeded(asked, granted, granted.grants().getFirst(), granted.effects()));
        }
        return granted.grants().stream()
                .limit(ORGANIZATIONS_MAX)
                .map(grant -> succeeded(asked, granted, grant, effectsIn(grant.organizationId(), granted)))
                .toList();
    }

    private static List<SignInEffect> effectsIn(UUID organizationId, SignInAnswer.Granted granted) {
        return granted.effects().stream()
                .filter(effect -> effect.organizationId() == null
                        || effect.organizationId().equals(organizationId))
                .toList();
    }

    private static OutboxEvent succeeded(
            Asked asked, SignInAnswer.Granted granted, SignInAnswer.Grant grant, List<SignInEffect> effects) {
        Map<String, Object> details = details(asked, granted.row(), granted.notes());
        details.put(
                "jitEffects",
                effects.stream().map(SignInEffect::kind).distinct().toList());
        return event(
                asked,
                EventType.SIGN_IN_SUCCEEDED,
                grant.organizationId(),
                "member/" + grant.memberId(),
                new Actor(Actor.Type.USER, granted.accountId().toString(), null),
                null,
                details);
    }

    /** In the log of the connection's default organization. */
    static OutboxEvent denied(Asked asked, Known known, SignInAnswer.Denied denied) {
        return denied(asked, known, known.settings().defaultOrganization(), denied);
    }

    static OutboxEvent denied(Asked asked, Known known, UUID organizationId, SignInAnswer.Denied denied) {
        Map<String, Object> details = details(asked, denied.row(), denied.notes());
        details.put("count", 1);
        Known.Account account = known.account();
        return event(
                asked,
                EventType.SIGN_IN_DENIED,
                organizationId,
                account == null ? null : "account/" + account.id(),
                account == null
                        ? asked.actor()
                        : new Actor(Actor.Type.USER, account.id().toString(), null),
                new Reason(denied.refusal().name(), reason(denied)),
                details);
    }

    /** The person's sentence may name them; the log's must not, for it cannot forget. */
    private static String reason(SignInAnswer.Denied denied) {
        return switch (denied.refusal()) {
            case JIT_DISABLED -> "Not assigned to this SSO organization, and JIT provisioning is off.";
            case BAD_NAMEID -> "The identity provider sent no e-mail address.";
            default -> denied.detail();
        };
    }

    private static Map<String, Object> details(Asked asked, DecisionRow row, List<SignInNote> notes) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("method", asked.person().method().name());
        details.put("decisionRow", row.number());
        details.put("flowId", asked.flow());
        details.put("traceId", asked.traceId());
        if (!notes.isEmpty()) {
            details.put("notes", notes.stream().map(SignInNote::code).toList());
        }
        return details;
    }

    private static OutboxEvent event(
            Asked asked,
            EventType type,
            UUID organizationId,
            @Nullable String subject,
            Actor actor,
            @Nullable Reason reason,
            Map<String, Object> details) {
        String email = asked.person().email();
        EventData data = new EventData(
                organizationId,
                actor,
                reason,
                asked.connection(),
                asked.command().requestId(),
                null,
                null,
                null,
                details,
                email == null ? null : new Pii(email, null, null, null));
        return new OutboxEvent(
                type,
                StreamKey.signIns(organizationId),
                subject,
                asked.now(),
                data,
                asked.command().traceparent(),
                asked.command().requestId());
    }
}
