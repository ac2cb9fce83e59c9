package dev.rollcall.membership.idp;

import dev.rollcall.membership.idp.IdpAddressRules.Reach;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this deployment allows identity providers' addresses to be. */
@ApplicationScoped
class Deployment {
    private final Reach reach;

    Deployment(@ConfigProperty(name = "rollcall.outbound.private-hosts") Optional<List<String>> privateHosts) {
        this.reach = new Reach(
                privateHosts.orElse(List.of()).stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                ConfigUtils.isProfileActive("sandbox") || ConfigUtils.isProfileActive("test"));
    }

    Reach reach() {
        return reach;
    }
}
