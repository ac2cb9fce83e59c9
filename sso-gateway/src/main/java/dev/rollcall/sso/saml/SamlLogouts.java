package dev.rollcall.sso.saml;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The door for an IdP that ends sessions: single logout by redirect, SAML profiles §4.4. Pure. */
public final class SamlLogouts {
    /** A request without an end of its own is as good as it is fresh. */
    private static final Duration FRESH = Duration.ofMinutes(5);
    /** An IdP names the sessions of one person here; one is usual. */
    private static final int SESSIONS_MAX = 100;

    private SamlLogouts() {}

    /** What became of a LogoutRequest. */
    public sealed interface Verdict {
        /**
         * Believed, provided that this request was not seen before. It ends sessions of this connection and this name only.
         *
         * @param sessionIndexes the sessions meant; empty means all of that person over this connection
         * @param issuedAt by the IdP's clock
         * @param relayState to be given back with the answer, null when there was none
         * @param rememberUntil after that the same request is refused by its own times
         */
        record Accepted(
                String requestId,
                String nameId,
                List<String> sessionIndexes,
                Instant issuedAt,
                @Nullable String relayState,
                Instant rememberUntil)
                implements Verdict {}

        /** As {@link SamlVerdict.Refused}. */
        record Refused(
                SamlRefusal why,
                @Nullable String expected,
                @Nullable String received) implements Verdict {}
    }

    /**
     * @param rawQuery the address's query as it came, undecoded
     * @param logoutUrl ours: the destination
     */
    public static Verdict validate(String rawQuery, SamlConnection connection, String logoutUrl, Instant now) {
        try {
            return accept(RedirectedMessage.read(rawQuery, "SAMLRequest", connection, now), connection, logoutUrl, now);
        } catch (SamlRefused refused) {
            SamlVerdict.Refused verdict = refused.verdict();
            return new Verdict.Refused(verdict.why(), verdict.expected(), verdict.received());
        }
    }

    /** What the IdP says about a LogoutRequest of ours. */
    public enum Answer {
        DONE,
        NOT_DONE
    }

    /** Empty for what is no answer of the IdP. Nothing depends on it but what the person is shown. */
    public static Optional<Answer> answer(String rawQuery, SamlConnection connection, Instant now) {
        try {
            Element answer = RedirectedMessage.read(rawQuery, "SAMLResponse", connection, now)
                    .root();
            return Markup.is(answer, SamlNames.PROTOCOL, "LogoutResponse")
                    ? Optional.of(isSuccess(answer) ? Answer.DONE : Answer.NOT_DONE)
                    : Optional.empty();
        } catch (SamlRefused refused) {
            return Optional.empty();
        }
    }

    private static boolean isSuccess(Element answer) throws SamlRefused {
        Element status = Markup.required(answer, SamlNames.PROTOCOL, "Status");
        Element code = Markup.required(status, SamlNames.PROTOCOL, "StatusCode");
        return SamlNames.SUCCESS.equals(Markup.attribute(code, "Value"));
    }

    private static Verdict accept(RedirectedMessage message, SamlConnection connection, String logoutUrl, Instant now)
            throws SamlRefused {
        Element request = message.root();
        if (!Markup.is(request, SamlNames.PROTOCOL, "LogoutRequest")) {
            throw new SamlRefused(SamlRefusal.SCHEMA, "samlp:LogoutRequest", request.getNodeName());
        }
        String id = DocumentShape.requireIdAndVersion(request);
        new AssertionChecks(connection, now).requireIssuer(request);
        String destination = Markup.attribute(request, "Destination");
        if (!logoutUrl.equals(destination)) {
            throw new SamlRefused(SamlRefusal.DESTINATION_MISMATCH, logoutUrl, destination);
        }
        Instant issued = Markup.time(request, "IssueInstant");
        if (issued == null) {
            throw new SamlRefused(SamlRefusal.SCHEMA, "IssueInstant", "none");
        }
        Instant end = requireTime(request, issued, connection, now);
        Element name = Markup.required(request, SamlNames.ASSERTION, "NameID");
        return new Verdict.Accepted(
                id,
                Markup.text(name),
                sessions(request),
                issued,
                message.relayState(),
                end.plus(connection.clockSkew()));
    }

    /** @return when it is over, at most {@link #FRESH} after it was issued */
    private static Instant requireTime(Element request, Instant issued, SamlConnection connection, Instant now)
            throws SamlRefused {
        AssertionChecks checks = new AssertionChecks(connection, now);
        checks.requireBegun(issued);
        checks.requireNotOver(Markup.time(request, "NotOnOrAfter"));
        // Not from the future, so this does not overflow.
        Instant end =
                now.minus(connection.clockSkew()).minus(FRESH).isBefore(issued) ? issued.plus(FRESH) : Instant.MIN;
        checks.requireNotOver(end);
        return end;
    }

    private static List<String> sessions(Element request) throws SamlRefused {
        List<String> sessions = new ArrayList<>();
        for (Element session : Markup.children(request, SamlNames.PROTOCOL, "SessionIndex")) {
            sessions.add(Markup.text(session));
        }
        if (sessions.size() > SESSIONS_MAX) {
            throw new SamlRefused(
                    SamlRefusal.SCHEMA, "at most " + SESSIONS_MAX + " sessions", String.valueOf(sessions.size()));
        }
        return List.copyOf(sessions);
    }
}
