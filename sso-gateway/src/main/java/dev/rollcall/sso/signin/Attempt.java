package dev.rollcall.sso.signin;

/**
 * Where an attempt to sign in came from.
 *
 * @param address the client's IP address as the connection shows it, or as a trusted proxy says
 * @param userAgent at most {@link #USER_AGENT_MAX} characters; empty when none was sent
 */
public record Attempt(Channel channel, String address, String userAgent) {
    /** What people recognise a browser by stands in the first characters. */
    public static final int USER_AGENT_MAX = 256;

    public enum Channel {
        BROWSER,
        API
    }

    public Attempt {
        // PostgreSQL's text takes no NUL; other control characters have no business in a log either.
        userAgent = userAgent.replaceAll("\\p{Cntrl}", " ");
        userAgent = userAgent.substring(0, Math.min(USER_AGENT_MAX, userAgent.length()));
    }
}
