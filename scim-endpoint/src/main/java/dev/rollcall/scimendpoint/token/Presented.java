package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.provisioning.IssuerClaim;
import dev.rollcall.contract.provisioning.OauthGrant;
import dev.rollcall.contract.provisioning.ProvisioningApi;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.contract.provisioning.TokenProof;
import dev.rollcall.contract.provisioning.TrustedIssuer;
import org.jspecify.annotations.Nullable;

/** What a caller has shown, as far as this service can tell, and how membership-service is asked whose it is. */
public sealed interface Presented {
    /** The part that may be logged; it also stands for the caller where requests are held. */
    String publicId();

    Owner ask(ProvisioningApi api, @Nullable String remoteAddress);

    /**
     * Whose it is.
     *
     * @param trust what a token of the issuer must show; null where the question was of a secret
     */
    record Owner(ScimClient client, @Nullable ScimTrust trust) {}

    /** A SCIM token's secret. */
    record Token(String publicId, String secretSha256) implements Presented {
        @Override
        public Owner ask(ProvisioningApi api, @Nullable String remoteAddress) {
            return new Owner(api.authenticate(new TokenProof(publicId, secretSha256, remoteAddress)), null);
        }
    }

    /** An OAuth client's secret. */
    record Client(String publicId, String secretSha256) implements Presented {
        @Override
        public Owner ask(ProvisioningApi api, @Nullable String remoteAddress) {
            return new Owner(api.authenticateClient(new TokenProof(publicId, secretSha256, remoteAddress)), null);
        }
    }

    /** An access token that we gave to this OAuth client. */
    record Grant(String publicId) implements Presented {
        @Override
        public Owner ask(ProvisioningApi api, @Nullable String remoteAddress) {
            return new Owner(api.judgeGrant(new OauthGrant(publicId, remoteAddress)), null);
        }
    }

    /** The issuer that a token of somebody else names; the token itself is not proved by this. */
    record Issuer(String name) implements Presented {
        @Override
        public String publicId() {
            return name;
        }

        @Override
        public Owner ask(ProvisioningApi api, @Nullable String remoteAddress) {
            TrustedIssuer issuer = api.findIssuer(new IssuerClaim(name));
            return new Owner(issuer.client(), issuer.trust());
        }
    }
}
