package dev.rollcall.scimendpoint.dialect;

import dev.rollcall.contract.provisioning.ScimClient;
import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import dev.rollcall.scim.Quirk;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses the identity provider behind a request, and says what its habits ask of us. */
public final class DialectRules {
    private static final String ENTRA_FLAG = "aadOptscim062020";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private DialectRules() {}

    /** What an owner has pinned, else what this request gives away, else what earlier ones did. */
    public static Dialect expected(@Nullable ScimClient client, @Nullable Dialect guessed) {
        if (client != null && (client.dialectPinned() || guessed == null)) {
            return client.dialect();
        }
        return guessed == null ? Dialect.GENERIC : guessed;
    }

    /**
     * By the client's name ("Okta SCIM Client 1.0.0", O1), else by the shape of what it sends.
     *
     * @param parameters names of the query's parameters
     * @param quirks names of the quirks that it had
     * @return null when it gives nothing away
     */
    public static @Nullable Dialect guess(
            @Nullable String userAgent, Collection<String> parameters, Collection<String> quirks) {
        Dialect named = guess(userAgent);
        if (named != null) {
            return named;
        }
        // E10, E2, E15: the flag, capitals and the filter behind brackets are Microsoft's own.
        if (parameters.contains(ENTRA_FLAG)
                || quirks.contains(Quirk.OP_LETTER_CASE.name())
                || quirks.contains(Quirk.FILTER_BEHIND_BRACKETS.name())) {
            return Dialect.ENTRA;
        }
        // O6: a renamed group comes with its own id in an operation without path.
        return quirks.contains(Quirk.OWN_ID_SENT.name()) && quirks.contains(Quirk.OPERATION_WITHOUT_PATH.name())
                ? Dialect.OKTA
                : null;
    }

    /** By the client's name alone; null when it says nothing. */
    public static @Nullable Dialect guess(@Nullable String userAgent) {
        String name = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        if (name.contains("okta")) {
            return Dialect.OKTA;
        }
        return name.contains("azure") || name.contains("entra") || name.contains("microsoft") ? Dialect.ENTRA : null;
    }

    /** The status that makes the client come again by itself while we cannot work: Okta repeats what was limited and nothing else (O10). */
    public static int statusWhileAway(Dialect dialect) {
        return switch (dialect) {
            case OKTA -> TOO_MANY_REQUESTS;
            case ENTRA, GENERIC -> SERVICE_UNAVAILABLE;
        };
    }
}
