package dev.rollcall.sso.neighbour;

import dev.rollcall.contract.account.AccountsApi;
import dev.rollcall.kit.RestCalls;
import dev.rollcall.kit.Standings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whom this service asks: membership-service, about accounts, organizations and members. */
public class Neighbours {
    @Produces
    @Singleton
    AccountsApi accounts(RestCalls calls, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        return calls.client(AccountsApi.class, "membership-service", url);
    }

    @Produces
    @Singleton
    Standings standings(AccountsApi accounts) {
        return accounts::requireStanding;
    }
}
