package dev.rollcall.sso.start;

import dev.rollcall.sso.owner.OwnerRules;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings with which this service must not start, each as one sentence that names the variable. */
final class StartRules {
    /** What an access token lives outside the sandbox: what is revoked ends with it. */
    static final Duration LIFETIME_MAX = Duration.ofMinutes(10);

    private StartRules() {}

    /**
     * @param issuer ROLLCALL_ISSUER
     * @param lenient on a developer's machine or in tests: http and long-lived tokens are allowed there
     */
    record Settings(
            String issuer,
            Duration lifetimeMax,
            boolean ownerEnabled,
            Optional<String> ownerEmail,
            Optional<String> ownerPassword,
            boolean lenient) {}

    /** The first reason not to start, if there is one. */
    static Optional<String> objection(Settings settings) {
        return issuer(settings).or(() -> lifetime(settings)).or(() -> owner(settings));
    }

    private static Optional<String> issuer(Settings settings) {
        String issuer = settings.issuer();
        URI uri;
        try {
            uri = URI.create(issuer);
        } catch (IllegalArgumentException e) {
            return Optional.of("ROLLCALL_ISSUER is not a URL: " + issuer);
        }
        boolean secure = "https".equals(uri.getScheme());
        if (!secure && !(settings.lenient() && "http".equals(uri.getScheme()))) {
            return Optional.of(
                    "ROLLCALL_ISSUER must be the https:// URL under which people reach this service, not " + issuer);
        }
        boolean plain = uri.getHost() != null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && !issuer.endsWith("/");
        return plain
                ? Optional.empty()
                : Optional.of(
                        "ROLLCALL_ISSUER must be a URL without user, query, fragment and slash at its end: " + issuer);
    }

    private static Optional<String> lifetime(Settings settings) {
        return settings.lenient() || settings.lifetimeMax().compareTo(LIFETIME_MAX) <= 0
                ? Optional.empty()
                : Optional.of("rollcall.access-token.max-lifetime must not exceed " + LIFETIME_MAX.toMinutes()
                        + " minutes outside the sandbox: revoked access would work until then.");
    }

    private static Optional<String> owner(Settings settings) {
        if (!settings.ownerEnabled()) {
            return Optional.empty();
        }
        if (settings.ownerEmail().filter(email -> email.contains("@")).isEmpty()) {
            return Optional.of("ROLLCALL_OWNER_EMAIL must name the break-glass owner's e-mail,"
                    + " or ROLLCALL_OWNER_ENABLED=false must say that there is none.");
        }
        boolean weak = settings.ownerPassword()
                .filter(password -> password.length() < OwnerRules.CONFIGURED_PASSWORD_MIN
                        || password.length() > OwnerRules.SECRET_MAX)
                .isPresent();
        return weak
                ? Optional.of("ROLLCALL_OWNER_PASSWORD must have " + OwnerRules.CONFIGURED_PASSWORD_MIN + " to "
                        + OwnerRules.SECRET_MAX + " characters; leave it out to have one generated.")
                : Optional.empty();
    }
}
