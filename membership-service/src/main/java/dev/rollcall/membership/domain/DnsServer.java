package dev.rollcall.membership.domain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the setting that names a DNS server. */
final class DnsServer {
    private static final int PORT = 53;
    private static final int PORT_MAX = 65_535;
    /** {@code host}, {@code host:port}, {@code [v6]:port}, or an IPv6 address alone. */
    private static final Pattern FORM =
            Pattern.compile("\\[([^]]+)](?::(\\d{1,5}))?|([^:]+)(?::(\\d{1,5}))?|([^]\\[]+)");

    private DnsServer() {}

    static InetSocketAddress parse(String named) {
        Matcher form = FORM.matcher(named.strip());
        if (form.matches()) {
            String host = first(form.group(1), form.group(3), form.group(5));
            String port = first(form.group(2), form.group(4), String.valueOf(PORT));
            try {
                int number = Integer.parseInt(port);
                if (number > 0 && number <= PORT_MAX) {
                    return new InetSocketAddress(InetAddress.getByName(host), number);
                }
            } catch (UnknownHostException e) {
                // falls through to the one message
            }
        }
        throw new IllegalArgumentException(
                "rollcall.dns.server (ROLLCALL_DNS) is '" + named + "'; it must be like 192.0.2.53 or 192.0.2.53:5353");
    }

    private static String first(
            @org.jspecify.annotations.Nullable String one,
            @org.jspecify.annotations.Nullable String other,
            @org.jspecify.annotations.Nullable String last) {
        if (one != null) {
            return one;
        }
        return other != null ? other : String.valueOf(last);
    }
}
