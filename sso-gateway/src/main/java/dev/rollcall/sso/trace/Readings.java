package dev.rollcall.sso.trace;

import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.trace.TraceBody.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an identity was read from what was sent, in the words of an administrator (R-SSO-17). */
final class Readings {
    private final Map<String, List<String>> sent;
    private final List<Reading> readings = new ArrayList<>();

    private Readings(Map<String, List<String>> sent) {
        this.sent = sent;
    }

    static List<Reading> of(ProvenIdentity identity) {
        Readings all = new Readings(identity.attributes());
        all.add("subject", identity.subject());
        all.add("e-mail", identity.email());
        all.add("given name", identity.givenName());
        all.add("family name", identity.familyName());
        all.add("full name", identity.fullName());
        all.add("role", identity.role());
        all.add("organization", identity.organization());
        all.add("team", identity.team());
        List<String> groups = identity.groups();
        all.add("groups", groups == null ? null : String.join(", ", groups), groups == null ? List.of() : groups);
        Integer minutes = identity.sessionMinutes();
        all.add("session minutes", minutes == null ? null : minutes.toString());
        return List.copyOf(all.readings);
    }

    private void add(String what, @Nullable String value) {
        add(what, value, value == null ? List.of() : List.of(value));
    }

    private void add(String what, @Nullable String value, List<String> parts) {
        List<String> from = sent.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(parts::contains))
                .map(each -> BoundRules.text(each.getKey()))
                .toList();
        readings.add(new Reading(what, value == null ? null : BoundRules.text(value), from));
    }
}
