package dev.rollcall.sso;

import com.sun.net.httpserver.HttpExchange;
import dev.rollcall.contract.signin.DecisionRow;
import dev.rollcall.contract.signin.SignInAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Memberships as membership-service would have them: grants and deactivations of one account have one order, as under its row lock, and a
 * deactivation raises the session epoch.
 */
public final class MemberBook {
    private static final Map<UUID, List<Entry>> ENTRIES = new ConcurrentHashMap<>();

    private MemberBook() {}

    /** One membership. */
    public record Entry(
            UUID memberId, UUID organizationId, String organization, boolean active, String role, long epoch) {
        Entry deactivated() {
            return new Entry(memberId, organizationId, organization, false, role, epoch + 1);
        }
    }

    /** A new account that is a member of these organizations. */
    public static UUID account(String role, Map<String, UUID> organizations) {
        UUID account = UUID.randomUUID();
        ENTRIES.put(
                account,
                organizations.entrySet().stream()
                        .map(each -> new Entry(UUID.randomUUID(), each.getValue(), each.getKey(), true, role, 1))
                        .toList());
        return account;
    }

    public static List<Entry> entries(UUID account) {
        return ENTRIES.getOrDefault(account, List.of());
    }

    /** What a sign-in of that account would be answered now; without grants when it is denied. */
    public static SignInAnswer.Granted granted(UUID account) {
        List<SignInAnswer.Grant> grants = entries(account).stream()
                .filter(Entry::active)
                .map(each -> new SignInAnswer.Grant(
                        each.memberId(), each.organizationId(), each.organization(), each.role(), each.epoch()))
                .toList();
        return new SignInAnswer.Granted(DecisionRow.MEMBER, account, "ada", grants, List.of(), List.of());
    }

    /** Takes the account out of that organization; done when this returns. Gives the membership as it is then. */
    public static Entry deactivate(UUID account, String organization) {
        List<Entry> after = ENTRIES.computeIfPresent(account, (any, entries) -> {
            List<Entry> changed = new ArrayList<>(entries);
            changed.replaceAll(each -> each.organization().equals(organization) ? each.deactivated() : each);
            return List.copyOf(changed);
        });
        return after.stream()
                .filter(each -> each.organization().equals(organization))
                .findFirst()
                .orElseThrow();
    }

    /** {@code GET /internal/v1/accounts/{account}/memberships}. */
    static String memberships(HttpExchange exchange) {
        UUID account = UUID.fromString(exchange.getRequestURI().getPath().split("/")[4]);
        return "{\"memberships\":[%s]}"
                .formatted(String.join(
                        ",", entries(account).stream().map(MemberBook::json).toList()));
    }

    private static String json(Entry entry) {
        return """
                {"memberId":"%s","organizationId":"%s","organization":"%s","displayName":"%s Inc.","active":%s,"role":"%s",\
                "sessionEpoch":%d,"since":"2026-02-03T04:05:06Z","origin":"JIT","teams":["blue","red"]}""".formatted(
                        entry.memberId(),
                        entry.organizationId(),
                        entry.organization(),
                        entry.organization(),
                        entry.active(),
                        entry.role(),
                        entry.epoch());
    }

    /** {@code GET /internal/v1/members/{member}/standing}; empty when there is none. */
    static String standing(HttpExchange exchange) {
        UUID member = UUID.fromString(exchange.getRequestURI().getPath().split("/")[4]);
        return ENTRIES.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.memberId().equals(member))
                .findFirst()
                .map(each -> """
                        {"memberId":"%s","organizationId":"%s","active":%s,"role":"%s","sessionEpoch":%d}""".formatted(member, each.organizationId(), each.active(), each.role(), each.epoch()))
                .orElse("");
    }
}
