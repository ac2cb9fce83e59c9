package dev.rollcall.membership.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a User resource says that acts on membership; everything else in it is only kept.
 *
 * @param resource the whole resource, canonical
 * @param userName as sent
 * @param email lower case; null when the connection takes any userName and no e-mail was sent
 * @param fullName {@code name.formatted}, or given and family name; null for a person without a name (R-NFR-4)
 * @param role {@code dockerRole} in lower case, not yet judged; null keeps what is
 * @param organization {@code dockerOrg} in lower case; null for the default
 * @param team {@code dockerTeam} as sent; null for the default
 */
record Description(
        ObjectNode resource,
        String userName,
        @Nullable String email,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String fullName,
        @Nullable String externalId,
        boolean active,
        @Nullable String role,
        @Nullable String organization,
        @Nullable String team) {

    static final String DOCKER = "urn:ietf:params:scim:schemas:extension:docker:2.0:User";

    /** Reads a canonical resource; {@code active} is true unless it says otherwise. */
    static Description of(ObjectNode resource, boolean userNameIsEmail) {
        String userName = text(resource.path("userName"));
        JsonNode name = resource.path("name");
        JsonNode docker = resource.path(DOCKER);
        String given = text(name.path("givenName"));
        String family = text(name.path("familyName"));
        return new Description(
                resource,
                userName == null ? "" : userName,
                key(userNameIsEmail ? userName : primaryEmail(resource)),
                given,
                family,
                fullName(text(name.path("formatted")), given, family),
                text(resource.path("externalId")),
                resource.path("active").asBoolean(true),
                key(text(docker.path("dockerRole"))),
                key(text(docker.path("dockerOrg"))),
                text(docker.path("dockerTeam")));
    }

    /** The form in which userNames are compared: R-SCIM-14, case does not count. */
    String userNameKey() {
        return userName.toLowerCase(Locale.ROOT);
    }

    /** The part of the e-mail after the last @; null without one. */
    @Nullable
    String domain() {
        int at = email == null ? -1 : email.lastIndexOf('@');
        return email == null || at < 1 || at == email.length() - 1 ? null : email.substring(at + 1);
    }

    /** For an e-mail whose domain is not verified: it is kept in the resource, but names no account. */
    Description withoutAccountEmail() {
        return new Description(
                resource,
                userName,
                null,
                givenName,
                familyName,
                fullName,
                externalId,
                active,
                role,
                organization,
                team);
    }

    /** The same person in another organization than the one {@code dockerRole} speaks of. */
    Description elsewhere() {
        return new Description(
                resource, userName, email, givenName, familyName, fullName, externalId, active, null, null, null);
    }

    private static @Nullable String primaryEmail(ObjectNode resource) {
        JsonNode first = null;
        for (JsonNode email : resource.path("emails")) {
            if (email.path("primary").asBoolean(false)) {
                return text(email.path("value"));
            }
            first = first == null ? email : first;
        }
        return first == null ? null : text(first.path("value"));
    }

    private static @Nullable String fullName(
            @Nullable String formatted, @Nullable String given, @Nullable String family) {
        if (formatted != null) {
            return formatted;
        }
        String joined = ((given == null ? "" : given) + " " + (family == null ? "" : family)).trim();
        return joined.isEmpty() ? null : joined;
    }

    private static @Nullable String text(JsonNode node) {
        String value = node.textValue();
        return value == null || value.isBlank() ? null : value.trim();
    }

    private static @Nullable String key(@Nullable String value) {
        return value == null ? null : value.toLowerCase(Locale.ROOT);
    }
}
