package dev.rollcall.membership.signin;

import dev.rollcall.contract.signin.AssertedPerson;
import java.net.IDN;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings an assertion's values into the forms in which we compare and store them (R-JIT-6); judges none but the e-mail address. */
public final class PersonRules {
    /** A name or an attribute as lists show it; nothing of an assertion may fill a row. */
    static final int TEXT_MAX = 255;
    /** More groups than a person is in where groups are assigned to the application; each becomes a team. */
    static final int GROUPS_MAX = 500;

    /** OIDC Core §2 allows a subject 255 characters, SAML core §8.3.7 a persistent NameID 256; issuers are addresses. */
    static final int IDENTITY_MAX = 512;

    private static final int EMAIL_MAX = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets
    /** Nothing in it that is not seen: with it, two addresses would look like one. */
    private static final Pattern EMAIL = Pattern.compile(
            "[^@\\p{IsWhite_Space}\\p{Cntrl}\\p{Cf}]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62}\\.)+[a-z0-9-]{2,63}");

    private PersonRules() {}

    static Person read(AssertedPerson sent) {
        List<String> all = sent.groups() == null
                ? List.of()
                : sent.groups().stream()
                        .filter(Objects::nonNull)
                        .map(PersonRules::text)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        List<String> groups = all.subList(0, Math.min(all.size(), GROUPS_MAX));
        boolean identified = whole(sent.issuer()) && whole(sent.subject());
        return new Person(
                sent.method(),
                email(sent.email()),
                text(sent.email()),
                text(sent.givenName()),
                text(sent.familyName()),
                text(sent.fullName()),
                role(sent.role()),
                lower(text(sent.organization())),
                text(sent.team()),
                groups,
                sent.groups() != null,
                all.size() - groups.size(),
                identified ? sent.issuer() : null,
                identified ? sent.subject() : null);
    }

    /** Compared to the letter, so nothing is cut or cleaned: what is not fit to be kept identifies nobody. */
    private static boolean whole(@Nullable String identity) {
        return identity != null
                && !identity.isBlank()
                && identity.length() <= IDENTITY_MAX
                && identity.chars().noneMatch(Character::isISOControl);
    }

    /**
     * The address by which accounts are found, or null. Two people must never come out as one: letters that only look like others (full-width
     * ones, the Kelvin sign) are refused, not converted; a domain is what DNS makes of it.
     */
    public static @Nullable String email(@Nullable String sent) {
        String text = sent == null ? "" : sent.strip();
        int at = text.lastIndexOf('@');
        if (at < 1 || text.length() > EMAIL_MAX || !Normalizer.isNormalized(text, Normalizer.Form.NFKC)) {
            return null;
        }
        String email = text.substring(0, at).toLowerCase(Locale.ROOT) + "@" + domain(text.substring(at + 1));
        return EMAIL.matcher(email).matches() ? email : null;
    }

    private static String domain(String sent) {
        try {
            return IDN.toASCII(sent, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noDomain) {
            return "";
        }
    }

    /** Spaces count: what is not exactly a role must not become one (R-ROLE-4). */
    private static @Nullable String role(@Nullable String sent) {
        return sent == null || sent.isEmpty() ? null : lower(cut(sent));
    }

    /** Without control characters, at most {@link #TEXT_MAX} long; null for nothing. */
    private static @Nullable String text(@Nullable String sent) {
        String clean =
                sent == null ? "" : cut(sent.replaceAll("\\p{Cntrl}", " ").strip());
        return clean.isEmpty() ? null : clean;
    }

    private static String cut(String text) {
        if (text.length() <= TEXT_MAX) {
            return text;
        }
        boolean halved = Character.isHighSurrogate(text.charAt(TEXT_MAX - 1));
        return text.substring(0, halved ? TEXT_MAX - 1 : TEXT_MAX);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
