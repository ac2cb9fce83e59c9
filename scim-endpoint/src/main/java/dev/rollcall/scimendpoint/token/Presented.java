package dev.rollcall.scimendpoint.token;

import dev.rollcall.contract.provisioning.OauthGrant;
import dev.rollcall.contract.provisioning.ProvisioningApi;
import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.TokenProof;
import org.jspecify.annotations.Nullable;

/** What a caller has shown, as far as this service can tell, and how membership-service is asked whose it is. */
public sealed interface Presented {
    /** The part that may be logged; it also stands for the caller where requests are held. */
    String publicId();

    ScimClient ask(ProvisioningApi api, @Nullable String remoteAddress);

    /** A SCIM token's secret. */
    record Token(String publicId, String secretSha256) implements Presented {
        @Override
        public ScimClient ask(ProvisioningApi api, @Nullable String remoteAddress) {
            return api.authenticate(new TokenProof(publicId, secretSha256, remoteAddress));
        }
    }

    /** An OAuth client's secret. */
    record Client(String publicId, String secretSha256) implements Presented {
        @Override
        public ScimClient ask(ProvisioningApi api, @Nullable String remoteAddress) {
            return api.authenticateClient(new TokenProof(publicId, secretSha256, remoteAddress));
        }
    }

    /** An access token that we gave to this OAuth client. */
    record Grant(String publicId) implements Presented {
        @Override
        public ScimClient ask(ProvisioningApi api, @Nullable String remoteAddress) {
            return api.judgeGrant(new OauthGrant(publicId, remoteAddress));
        }
    }
}
