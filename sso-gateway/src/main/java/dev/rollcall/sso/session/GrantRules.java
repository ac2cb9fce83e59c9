package dev.rollcall.sso.session;

import dev.rollcall.contract.refusal.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of a session's memberships somebody means. */
final class GrantRules {
    private GrantRules() {}

    /**
     * @param live at least one
     * @param organization its name, in any letter case, or UUID; null where there is no choice. Refused as ORGANIZATION_UNKNOWN also when it
     *     exists, but not among these
     */
    static HeldGrant require(List<HeldGrant> live, @Nullable String organization) {
        if (organization == null || organization.isBlank()) {
            if (live.size() == 1) {
                return live.getFirst();
            }
            String names = live.stream().map(HeldGrant::organization).collect(Collectors.joining(", "));
            throw Refusal.VALUE_INVALID.because("organization is needed, one of: " + names + ".");
        }
        String wanted = organization.strip();
        return live.stream()
                .filter(grant -> grant.organization().equalsIgnoreCase(wanted)
                        || grant.organizationId().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.ORGANIZATION_UNKNOWN.because("You are in no such organization."));
    }
}
