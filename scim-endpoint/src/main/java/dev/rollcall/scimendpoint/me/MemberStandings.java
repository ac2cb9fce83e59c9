package dev.rollcall.scimendpoint.me;

import dev.rollcall.contract.account.AccountsApi;
import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.RestCalls;
import dev.rollcall.kit.Standings;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Members' standing, as membership-service says. */
@ApplicationScoped
public class MemberStandings implements Standings {
    private final AccountsApi accounts;

    MemberStandings(RestCalls calls, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        this.accounts = calls.client(AccountsApi.class, "membership-service", url);
    }

    /** A token of a membership that is no more is void; that is no matter of what was asked for. */
    @Override
    public MemberStanding standing(UUID memberId) {
        try {
            return accounts.requireStanding(memberId);
        } catch (Refused refused) {
            throw refused.refusal() == Refusal.MEMBER_UNKNOWN
                    ? Refusal.TOKEN_INVALID.because("The membership behind this token has ended; sign in again.")
                    : refused;
        }
    }
}
