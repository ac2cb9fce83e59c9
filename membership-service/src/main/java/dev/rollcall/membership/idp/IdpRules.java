package dev.rollcall.membership.idp;

import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.contract.signin.IdpSettings;
import dev.rollcall.contract.signin.IdpSettings.Oidc;
import dev.rollcall.contract.signin.IdpSettings.Saml;
import dev.rollcall.contract.signin.SignInConnection.State;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What new settings come to: which state follows, what is told of them, and what an enforced connection does not let happen (R-SSO-14). */
final class IdpRules {
    private IdpRules() {}

    /**
     * Whether the same people come with the same names as before: another certificate, address or secret changes nothing about that. Of SAML the
     * entity's name proves nothing, anybody may write it: a certificate or the host of the sign-on address must have stayed.
     */
    static boolean sameProvider(@Nullable IdpSettings before, IdpSettings after) {
        return switch (after) {
            case Saml saml ->
                before instanceof Saml known
                        && known.entityId().equals(saml.entityId())
                        && (shareCertificate(known, saml)
                                || host(known.signOnUrl()).equals(host(saml.signOnUrl())));
            case Oidc oidc ->
                before instanceof Oidc known
                        && isClient(known, oidc.issuer(), oidc.clientId())
                        && known.tenants().containsAll(oidc.tenants());
        };
    }

    static boolean shareCertificate(Saml one, Saml other) {
        return !Collections.disjoint(one.certificates(), other.certificates());
    }

    /** In lower case; empty for what has none. */
    static String host(String address) {
        try {
            String host = URI.create(address).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static boolean isClient(Oidc known, String issuer, String clientId) {
        return known.issuer().equals(issuer) && known.clientId().equals(clientId);
    }

    /**
     * The state with the new settings. Who runs goes on when the provider is the same, or a certificate could not be renewed without locking
     * everybody out; everything else is to be tested anew.
     */
    static State stateAfter(State before, boolean enforced, boolean sameProvider) {
        if (enforced && !sameProvider) {
            throw enforced("be connected to another identity provider");
        }
        return switch (before) {
            case ACTIVE, DISABLED -> sameProvider ? before : State.DRAFT;
            case DRAFT, TESTED -> State.DRAFT;
        };
    }

    static Refused enforced(String wanted) {
        return Refusal.CONNECTION_ENFORCED.because("Sign-in over this connection is enforced, so it cannot " + wanted
                + ": everybody on its domains would be locked out. Set enforced to false first.");
    }

    /** What is told of a change: every setting that is another one now, and of the secret only that it is another one. */
    static List<Change> changes(
            @Nullable IdpSettings before, @Nullable IdpSettings after, Function<Saml, List<String>> thumbprints) {
        List<Change> changes = new ArrayList<>();
        var told = new Told(before, after, changes);
        told.saml("entityId", Saml::entityId);
        told.saml("signOnUrl", Saml::signOnUrl);
        told.saml("logoutUrl", Saml::logoutUrl);
        told.saml("certificates", thumbprints::apply);
        told.saml("expiredCertificatesAccepted", Saml::expiredCertificatesAccepted);
        told.saml("nameId", Saml::nameId);
        told.saml("metadataUrl", Saml::metadataUrl);
        told.oidc("issuer", Oidc::issuer);
        told.oidc("tenants", Oidc::tenants);
        told.oidc("clientId", Oidc::clientId);
        told.oidc("authentication", Oidc::authentication);
        told.oidc("algorithms", Oidc::algorithms);
        told.oidc("scopes", Oidc::scopes);
        told.oidc("groupsClaim", Oidc::groupsClaim);
        if (!Objects.equals(secret(before), secret(after))) {
            changes.add(new Change("idp.clientSecret", null, null, null));
        }
        return changes;
    }

    private static @Nullable String secret(@Nullable IdpSettings settings) {
        return settings instanceof Oidc oidc ? oidc.clientSecret() : null;
    }

    private record Told(
            @Nullable IdpSettings before, @Nullable IdpSettings after, List<Change> changes) {
        void saml(String name, Function<Saml, @Nullable Object> setting) {
            add(
                    name,
                    before instanceof Saml known ? setting.apply(known) : null,
                    after instanceof Saml now ? setting.apply(now) : null);
        }

        void oidc(String name, Function<Oidc, @Nullable Object> setting) {
            add(
                    name,
                    before instanceof Oidc known ? setting.apply(known) : null,
                    after instanceof Oidc now ? setting.apply(now) : null);
        }

        private void add(String name, @Nullable Object old, @Nullable Object now) {
            if (!Objects.equals(old, now)) {
                changes.add(new Change("idp." + name, null, old, now));
            }
        }
    }
}
