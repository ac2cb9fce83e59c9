package dev.rollcall.sso.neighbour;

import dev.rollcall.contract.account.AccountsApi;
import dev.rollcall.contract.signin.LinkSignInApi;
import dev.rollcall.contract.signin.SignInApi;
import dev.rollcall.contract.signin.SignInAsyncApi;
import dev.rollcall.contract.signin.SignInConnectionsApi;
import dev.rollcall.kit.RestCalls;
import dev.rollcall.kit.Standings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whom this service asks: membership-service, about accounts, organizations, members, connections and sign-ins. */
public class Neighbours {
    @Produces
    @Singleton
    AccountsApi accounts(RestCalls calls, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        return calls.client(AccountsApi.class, "membership-service", url);
    }

    @Produces
    @Singleton
    SignInApi signIns(RestCalls calls, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        return calls.client(SignInApi.class, "membership-service", url);
    }

    @Produces
    @Singleton
    LinkSignInApi links(RestCalls calls, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        return calls.client(LinkSignInApi.class, "membership-service", url);
    }

    @Produces
    @Singleton
    SignInConnectionsApi connections(RestCalls calls, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        return calls.client(SignInConnectionsApi.class, "membership-service", url);
    }

    @Produces
    @Singleton
    SignInAsyncApi signInsTogether(RestCalls calls, @ConfigProperty(name = "rollcall.membership.url") URI url) {
        return calls.client(SignInAsyncApi.class, "membership-service", url);
    }

    @Produces
    @Singleton
    Standings standings(Membership membership) {
        return membership::requireStanding;
    }
}
