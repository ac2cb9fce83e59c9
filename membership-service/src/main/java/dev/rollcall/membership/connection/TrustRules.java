package dev.rollcall.membership.connection;

import dev.rollcall.contract.provisioning.ScimTrust;
import dev.rollcall.membership.admin.Fields;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which issuers a connection may trust (E24). What stands in {@code jwksUri} is fetched from inside: it must lead to the public web, and
 * scim-endpoint looks again at the addresses that the name has then.
 */
final class TrustRules {
    /** A name with a dot whose last part begins with a letter: no number can be read as an address in any notation. */
    private static final Pattern PUBLIC_NAME = Pattern.compile("([a-z0-9_-]+\\.)+[a-z][a-z0-9-]*");

    private static final Set<String> PRIVATE_ENDINGS = Set.of("localhost", "local", "internal", "localdomain", "lan");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private TrustRules() {}

    /** @param loopback whether addresses of this machine will do, as in a sandbox */
    static void require(ScimTrust trust, boolean loopback) {
        URI issuer = uri("issuer", trust.issuer());
        if (issuer.getRawQuery() != null) {
            throw Fields.refused("issuer", "must have no query (RFC 8414 section 2)");
        }
        requirePublic("issuer", issuer, loopback);
        requirePublic("jwksUri", uri("jwksUri", trust.jwksUri()), loopback);
    }

    private static URI uri(String field, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below like every other text that is no address
        }
        throw Fields.refused(field, "must be an address like https://idp.example/path, without user and fragment");
    }

    private static void requirePublic(String field, URI uri, boolean loopback) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (loopback && LOOPBACK.contains(host) && (scheme.equals("http") || scheme.equals("https"))) {
            return;
        }
        if (!scheme.equals("https")) {
            throw Fields.refused(field, "must begin with https://");
        }
        boolean standardPort = uri.getPort() == -1 || uri.getPort() == 443;
        String ending = host.substring(host.lastIndexOf('.') + 1);
        if (!standardPort || !PUBLIC_NAME.matcher(host).matches() || PRIVATE_ENDINGS.contains(ending)) {
            throw Fields.refused(field, "must name a public host, by name and at the usual port");
        }
    }
}
