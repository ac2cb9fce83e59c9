package dev.rollcall.sso.owner;

import dev.rollcall.contract.account.AccountsApi.OwnerAccount;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.sso.neighbour.Membership;
import dev.rollcall.sso.owner.OwnerCredentials.Credential;
import dev.rollcall.sso.secret.Sha256;
import dev.rollcall.sso.signin.Attempt;
import dev.rollcall.sso.signin.AttemptLimits;
import dev.rollcall.sso.signin.Denials;
import dev.rollcall.sso.signin.Method;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Lets the break-glass owner in, or tells that somebody was turned away. */
@ApplicationScoped
public class OwnerSignIns {
    private final OwnerSettings settings;
    private final OwnerCredentials credentials;
    private final PasswordChecks passwords;
    private final AttemptLimits limits;
    private final Membership membership;
    private final Denials denials;

    OwnerSignIns(
            OwnerSettings settings,
            OwnerCredentials credentials,
            PasswordChecks passwords,
            AttemptLimits limits,
            Membership membership,
            Denials denials) {
        this.settings = settings;
        this.credentials = credentials;
        this.passwords = passwords;
        this.limits = limits;
        this.membership = membership;
        this.denials = denials;
    }

    /** The owner's account, as membership-service knows it now; refused as CREDENTIALS_WRONG, RATE_LIMITED or UNAVAILABLE. */
    public OwnerAccount requireOwner(String identifier, String secret, Attempt attempt) {
        try {
            return judge(OwnerRules.normalized(identifier), secret, attempt.address());
        } catch (Refused why) {
            throw denials.record(why, Method.OWNER_PASSWORD, attempt);
        }
    }

    private OwnerAccount judge(String email, String password, String address) {
        if (!limits.allowPassword(address, email)) {
            throw Refusal.RATE_LIMITED.because("Too many attempts; wait a minute.");
        }
        Optional<Credential> stored = credentials.find().filter(any -> settings.enabled());
        boolean right = passwords.matches(stored.map(Credential::hash), password);
        // After the slow part, whatever it said, so that the time tells nothing about the e-mail.
        boolean known = Sha256.same(Sha256.of(stored.map(Credential::email).orElse("")), Sha256.of(email));
        if (!(right && known)) {
            throw Refusal.CREDENTIALS_WRONG.because("Unknown e-mail or wrong password.");
        }
        OwnerAccount account = membership.requireOwnerAccount(email);
        limits.forgivePassword(address, email);
        return account;
    }
}
