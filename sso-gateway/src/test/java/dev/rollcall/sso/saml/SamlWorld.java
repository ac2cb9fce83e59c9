package dev.rollcall.sso.saml;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One identity provider, one connection, one noon: what every message of the corpus is about. */
final class SamlWorld {
    static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    static final String IDP = "https://idp.acme.test/saml";
    static final String ENTITY_ID = "https://sso.rollcall.test/saml/c1/metadata";
    static final String ACS = "https://sso.rollcall.test/saml/c1/acs";
    static final String REQUEST_ID = "_request1";

    private static final Instant LAST_YEAR = Instant.parse("2029-01-01T00:00:00Z");
    private static final Instant NEXT_YEAR = Instant.parse("2031-01-01T00:00:00Z");
    private static final Instant YESTERDAY = Instant.parse("2029-12-31T00:00:00Z");

    /** By the names that case files use. {@code removed} was taken off the connection after a rollover. */
    private static final Map<String, SamlKeys> KEYS = Map.of(
            "idp", SamlKeys.rsa("idp", LAST_YEAR, NEXT_YEAR),
            "next", SamlKeys.rsa("next", LAST_YEAR, NEXT_YEAR),
            "elliptic", SamlKeys.ec("elliptic", LAST_YEAR, NEXT_YEAR),
            "expired", SamlKeys.rsa("expired", LAST_YEAR, YESTERDAY),
            "removed", SamlKeys.rsa("removed", LAST_YEAR, NEXT_YEAR),
            "attacker", SamlKeys.rsa("attacker", LAST_YEAR, NEXT_YEAR),
            "attackerelliptic", SamlKeys.ec("attacker", LAST_YEAR, NEXT_YEAR),
            "ours", SamlKeys.rsa("ours", LAST_YEAR, NEXT_YEAR));

    private SamlWorld() {}

    static SamlKeys keys(String name) {
        SamlKeys keys = KEYS.get(name);
        if (keys == null) {
            throw new AssertionError("No keys are called " + name);
        }
        return keys;
    }

    static PublicKey encryptionKey(String name) {
        return keys(name).pair().getPublic();
    }

    static SamlConnection connection() {
        return connection(NameIdForm.EMAIL, false);
    }

    static SamlConnection connection(NameIdForm form, boolean expiredAccepted) {
        return new SamlConnection(
                IDP,
                List.of(
                        keys("elliptic").certificate(),
                        keys("idp").certificate(),
                        keys("next").certificate(),
                        keys("expired").certificate()),
                expiredAccepted,
                ENTITY_ID,
                ACS,
                form,
                SamlAttributes.DOCUMENTED,
                Duration.ofSeconds(60),
                List.of(keys("removed").pair().getPrivate(), keys("ours").pair().getPrivate()));
    }

    static SamlRequest request() {
        return new SamlRequest(REQUEST_ID, NOW);
    }
}
