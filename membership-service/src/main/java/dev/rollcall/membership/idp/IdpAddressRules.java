package dev.rollcall.membership.idp;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which addresses of an identity provider are taken. Browsers are sent to some of them, so a {@code javascript:} one would run as ours. */
final class IdpAddressRules {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private IdpAddressRules() {}

    /**
     * Where TLS may be missing.
     *
     * @param privateHosts of the deployment's own network, in lower case
     * @param loopback whether identity providers may live on this machine, as in a sandbox
     */
    record Reach(Set<String> privateHosts, boolean loopback) {
        Reach {
            privateHosts = Set.copyOf(privateHosts);
        }

        private boolean bare(String host) {
            return privateHosts.contains(host) || (loopback && LOOPBACK.contains(host));
        }
    }

    /** What is wrong with it, as the end of a sentence that begins with the field's name. */
    static Optional<String> objection(String address, Reach reach) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return Optional.of("is no address");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("must begin with https://");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("must be an address like https://idp.example/path, without user and fragment");
        }
        return scheme.equals("https") || reach.bare(uri.getHost().toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("must begin with https://");
    }
}
