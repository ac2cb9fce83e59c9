package dev.rollcall.audit.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contract.account.AccountsApi;
import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.contract.account.AccountsApi.OrganizationSummary;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.CallFailed;
import dev.rollcall.kit.RestCalls;
import dev.rollcall.kit.Standings;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What membership-service knows about organizations and members. */
@ApplicationScoped
public class Organizations implements Standings {
    /** A name that moved to another organization leads there within this time; access is checked on the id each time. */
    private static final Duration AGE_MAX = Duration.ofSeconds(30);

    private static final int REMEMBERED_MAX = 10_000;

    private final AccountsApi accounts;
    private final Cache<String, OrganizationSummary> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(AGE_MAX)
            .build();

    Organizations(RestCalls calls, @ConfigProperty(name = "rollcall.membership.url") URI membership) {
        this.accounts = calls.client(AccountsApi.class, "membership-service", membership);
    }

    /** An organization by name; refused as ORGANIZATION_UNKNOWN in the words that a foreign one is refused with. */
    OrganizationSummary requireByName(String name) {
        try {
            return require(name.toLowerCase(Locale.ROOT));
        } catch (Refused refused) {
            if (refused.refusal() == Refusal.ORGANIZATION_UNKNOWN) {
                throw unknown();
            }
            throw refused;
        } catch (CallFailed e) {
            throw Refusal.UNAVAILABLE.because(
                    "Names cannot be looked up at the moment; the organization's UUID works in its place.");
        }
    }

    /** The name of an organization, while membership-service can be asked; empty otherwise, for the log does not depend on it. */
    Optional<String> findName(UUID id) {
        try {
            return Optional.of(require(id.toString()).name());
        } catch (Refused | CallFailed e) {
            if (e instanceof Refused refused && refused.refusal() == Refusal.ORGANIZATION_UNKNOWN) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    @Override
    public MemberStanding standing(UUID memberId) {
        try {
            return accounts.requireStanding(memberId);
        } catch (CallFailed e) {
            throw Refusal.UNAVAILABLE.because("Your membership cannot be checked at the moment; try again.");
        }
    }

    static RuntimeException unknown() {
        return Refusal.ORGANIZATION_UNKNOWN.because("There is no such organization.");
    }

    private OrganizationSummary require(String nameOrId) {
        return remembered.get(nameOrId, accounts::requireOrganization);
    }
}
