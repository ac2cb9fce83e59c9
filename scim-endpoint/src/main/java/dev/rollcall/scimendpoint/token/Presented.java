package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.provisioning.IssuerClaim;
import dev.rollcall.contract.provisioning.OauthGrant;
import dev.rollcall.contract.provisioning.ProvisioningApi;
import dev.rollcall.contract.provisioning.TokenProof;
import dev.rollcall.contract.provisioning.TrustedIssuer;
import org.jspecify.annotations.Nullable;

/** What a caller has shown, as far as this service can tell, and how membership-service is asked whose it is. */
public sealed interface Presented {
    /** The part that may be logged; it also stands for the caller where requests are held. */
    String publicId();

    Judgement.Known ask(ProvisioningApi api, @Nullable String remoteAddress, long askedNanos);

    /** A SCIM token's secret. */
    record Token(String publicId, String secretSha256) implements Presented {
        @Override
        public Judgement.Known ask(ProvisioningApi api, @Nullable String remoteAddress, long askedNanos) {
            return new Judgement.Known(
                    api.authenticate(new TokenProof(publicId, secretSha256, remoteAddress)), null, askedNanos);
        }
    }

    /** An OAuth client's secret. */
    record Client(String publicId, String secretSha256) implements Presented {
        @Override
        public Judgement.Known ask(ProvisioningApi api, @Nullable String remoteAddress, long askedNanos) {
            return new Judgement.Known(
                    api.authenticateClient(new TokenProof(publicId, secretSha256, remoteAddress)), null, askedNanos);
        }
    }

    /** An access token that we gave to this OAuth client. */
    record Grant(String publicId) implements Presented {
        @Override
        public Judgement.Known ask(ProvisioningApi api, @Nullable String remoteAddress, long askedNanos) {
            return new Judgement.Known(api.judgeGrant(new OauthGrant(publicId, remoteAddress)), null, askedNanos);
        }
    }

    /** The issuer that a token of somebody else names; the token itself is not proved by this. */
    record Issuer(String name) implements Presented {
        @Override
        public String publicId() {
            return name;
        }

        @Override
        public Judgement.Known ask(ProvisioningApi api, @Nullable String remoteAddress, long askedNanos) {
            TrustedIssuer issuer = api.findIssuer(new IssuerClaim(name));
            return new Judgement.Known(issuer.client(), issuer.trust(), askedNanos);
        }
    }
}
