package dev.rollcall.sso.saml;

import dev.rollcall.sso.identity.ProvenIdentity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads who somebody is. It is given only what was parsed from signed bytes. */
final class IdentityReading {
    /** It is stored, and databases end before Java's times do. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final int NAME_ID_MAX = 1_024;
    /** Longer than a year is no session; the digits are counted before they are read. */
    private static final int MINUTES_DIGITS_MAX = 6;

    private IdentityReading() {}

    static ProvenIdentity of(Element assertion, Element subject, SamlConnection connection) throws SamlRefused {
        Element nameId = Markup.required(subject, SamlNames.ASSERTION, "NameID");
        String name = nameId(nameId, connection.nameIdForm());
        Element statement = authnStatement(assertion);
        AssertedAttributes sent = AssertedAttributes.of(assertion);
        SamlAttributes names = connection.attributes();
        return new ProvenIdentity(
                ProvenIdentity.Protocol.SAML,
                connection.idpEntityId(),
                name,
                Markup.attribute(nameId, "Format"),
                email(sent, names.email(), name),
                sent.one(names.givenName()),
                sent.one(names.familyName()),
                sent.one(names.fullName()),
                sent.joinedAsSent(names.role()),
                sent.joined(names.organization()),
                sent.joined(names.team()),
                sent.all(names.groups()),
                minutes(sent.joined(names.sessionMinutes())),
                Markup.attribute(statement, "SessionIndex"),
                authnInstant(statement),
                sent.values());
    }

    private static String nameId(Element nameId, NameIdForm form) throws SamlRefused {
        String name = Markup.text(nameId);
        String format = Markup.attribute(nameId, "Format");
        if (name.isEmpty() || name.length() > NAME_ID_MAX) {
            throw new SamlRefused(SamlRefusal.SCHEMA, "a NameID of 1 to " + NAME_ID_MAX + " characters", name);
        }
        return switch (form) {
            case EMAIL -> {
                if (!EmailShape.fits(name)) {
                    throw new SamlRefused(SamlRefusal.NAME_ID_NOT_EMAIL, "an e-mail address", name);
                }
                yield name;
            }
            case PERSISTENT -> {
                if (!form.uri().equals(format)) {
                    throw new SamlRefused(SamlRefusal.NAME_ID_FORMAT, form.uri(), format);
                }
                yield name;
            }
            case UNSPECIFIED -> name;
        };
    }

    /** Attributes first (R-SSO-6), then the NameID. An attribute that holds no address, as some IdPs' UPN, is passed over. */
    private static @Nullable String email(AssertedAttributes sent, List<String> names, String nameId)
            throws SamlRefused {
        sent.requireUnambiguous(names);
        for (String name : names) {
            String value = sent.one(List.of(name));
            if (value != null && EmailShape.fits(value)) {
                return value;
            }
        }
        return EmailShape.fits(nameId) ? nameId : null;
    }

    /** Profiles §4.1.4.2: at least one; the first tells the session. */
    private static Element authnStatement(Element assertion) throws SamlRefused {
        List<Element> statements = Markup.children(assertion, SamlNames.ASSERTION, "AuthnStatement");
        if (statements.isEmpty()) {
            throw new SamlRefused(SamlRefusal.SCHEMA, "an AuthnStatement", "none");
        }
        return statements.getFirst();
    }

    private static Instant authnInstant(Element statement) throws SamlRefused {
        Instant instant = Markup.time(statement, "AuthnInstant");
        if (instant == null || instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
            throw new SamlRefused(
                    SamlRefusal.SCHEMA, "AuthnInstant from 1970 to 9999", Markup.attribute(statement, "AuthnInstant"));
        }
        return instant;
    }

    private static @Nullable Integer minutes(@Nullable String text) {
        boolean positive = text != null
                && text.length() <= MINUTES_DIGITS_MAX
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (!positive || text == null) {
            return null;
        }
        int minutes = Integer.parseInt(text);
        return minutes > 0 ? minutes : null;
    }
}
