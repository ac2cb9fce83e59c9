package dev.rollcall.sso.owner;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What a deployment says about its break-glass owner. */
@ConfigMapping(prefix = "rollcall.owner")
public interface OwnerSettings {
    /** ROLLCALL_OWNER_EMAIL: read at the first start; later only compared. */
    Optional<String> email();

    /** ROLLCALL_OWNER_PASSWORD: as the e-mail; absent at the first start, one is generated and printed once. */
    Optional<String> password();

    /** ROLLCALL_OWNER_ENABLED: false shuts the door; open sessions end at once, access tokens within their lifetime. */
    boolean enabled();
}
