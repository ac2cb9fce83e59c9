package dev.rollcall.sso.neighbour;

import dev.rollcall.contract.account.AccountsApi;
import dev.rollcall.contract.account.AccountsApi.HeldMembership;
import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.contract.account.AccountsApi.OrganizationSummary;
import dev.rollcall.contract.account.AccountsApi.OwnerAccount;
import dev.rollcall.contract.account.AccountsApi.OwnerEmail;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.LinkSignInApi;
import dev.rollcall.contract.signin.LinkSignInApi.LinkAddress;
import dev.rollcall.contract.signin.LinkSignInApi.LinkSignIn;
import dev.rollcall.contract.signin.LinkSignInApi.Prospect;
import dev.rollcall.contract.signin.SignInAnswer;
import dev.rollcall.contract.signin.SignInApi;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInConnectionsApi;
import dev.rollcall.contract.signin.SignInConnectionsApi.Address;
import dev.rollcall.contract.signin.SignInConnectionsApi.Choices;
import dev.rollcall.contract.signin.SignInConnectionsApi.Due;
import dev.rollcall.contract.signin.SignInConnectionsApi.MetadataReading;
import dev.rollcall.contract.signin.SignInConnectionsApi.Tested;
import dev.rollcall.contract.signin.SignInRequest;
import dev.rollcall.kit.CallFailed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Questions to membership-service. When it cannot be asked, nobody gets in: UNAVAILABLE. */
@ApplicationScoped
public class Membership {
    /** Names and UUIDs alike; anything else would be a path of its own in the URL that asks. */
    private static final Pattern NAME_OR_ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._ -]{0,99}");

    private final AccountsApi accounts;
    private final SignInApi signIns;
    private final SignInConnectionsApi connections;
    private final SharedQuestions shared;
    private final LinkSignInApi links;

    Membership(
            AccountsApi accounts,
            SignInApi signIns,
            SignInConnectionsApi connections,
            SharedQuestions shared,
            LinkSignInApi links) {
        this.shared = shared;
        this.accounts = accounts;
        this.signIns = signIns;
        this.connections = connections;
        this.links = links;
    }

    /** The break-glass owner's account. */
    public OwnerAccount requireOwnerAccount(String email) {
        return ask(() -> accounts.requireOwnerAccount(new OwnerEmail(email)));
    }

    /** @param nameOrId as a caller gave it; refused as ORGANIZATION_UNKNOWN, also when it cannot be a name at all */
    public OrganizationSummary requireOrganization(String nameOrId) {
        if (!NAME_OR_ID.matcher(nameOrId).matches()) {
            throw Refusal.ORGANIZATION_UNKNOWN.because("There is no such organization.");
        }
        return ask(() -> accounts.requireOrganization(nameOrId));
    }

    /** Everything that the account is a member of now. */
    public List<HeldMembership> listMemberships(UUID account) {
        return ask(() -> accounts.listMemberships(account)).memberships();
    }

    /** @param connection whatever its state; refused as CONNECTION_UNKNOWN */
    public SignInConnection requireConnection(UUID connection) {
        return ask(() -> {
            try {
                return shared.connection(connection)
                        .orElseThrow(() -> Refusal.CONNECTION_UNKNOWN.because("There is no such connection."));
            } catch (Refused refused) {
                if (refused.refusal() == Refusal.CONNECTION_UNKNOWN) {
                    throw refused;
                }
                return connections.requireSignInConnection(connection); // what broke the journey may be another's
            }
        });
    }

    /** Where somebody with that address can sign in. */
    public Choices choices(String email) {
        return ask(() -> connections.choices(new Address(email)));
    }

    /** Whether that person gets in. */
    public SignInAnswer decide(SignInRequest request) {
        return ask(() -> {
            Optional<SignInAnswer> together = request.dryRun() ? Optional.empty() : together(request);
            return together.orElseGet(() -> signIns.decide(request));
        });
    }

    private Optional<SignInAnswer> together(SignInRequest request) {
        try {
            return shared.decide(request);
        } catch (Refused refused) {
            return switch (refused.refusal()) {
                case CONNECTION_UNKNOWN, VALUE_INVALID -> throw refused;
                default -> Optional.empty(); // what broke the journey may be another's
            };
        }
    }

    /** Whether a link that is mailed there would let somebody in. */
    public Prospect prospect(String email) {
        return ask(() -> links.prospect(new LinkAddress(email)));
    }

    /** Whether somebody gets in who proved that address. */
    public SignInAnswer decide(LinkSignIn request) {
        return ask(() -> links.decide(request));
    }

    /** A test sign-in came through. */
    public void tested(UUID connection, long version) {
        ask(() -> {
            connections.tested(connection, new Tested(version));
            return true;
        });
    }

    /** SAML connections whose metadata is to be read again. */
    public List<Due> metadataDue(int limit) {
        return ask(() -> connections.metadataDue(limit)).due();
    }

    /** What came of reading it; refused as VALUE_INVALID when the connection names another address by now. */
    public void putMetadata(UUID connection, MetadataReading reading) {
        ask(() -> {
            connections.putMetadata(connection, reading);
            return true;
        });
    }

    /** Refused as MEMBER_UNKNOWN when there is no such membership any more. */
    MemberStanding requireStanding(UUID member) {
        return ask(() -> accounts.requireStanding(member));
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (CallFailed e) {
            throw Refusal.UNAVAILABLE.because("membership-service cannot be reached; try again.");
        }
    }
}
