package dev.rollcall.systemtests.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One browser's cookies for this machine. As browsers do for localhost, it takes {@code Secure} ones over plain http and tells no ports apart;
 * the JDK's own jar does neither.
 */
final class Cookies {
    private record Cookie(String name, String path, String value) {
        boolean goesTo(String address) {
            String folder = path.endsWith("/") ? path : path + "/";
            return address.equals(path) || address.startsWith(folder);
        }
    }

    private final List<Cookie> kept = new ArrayList<>();

    /** Those of now; what comes to one of the two later is not in the other. */
    synchronized Cookies copy() {
        Cookies copy = new Cookies();
        copy.kept.addAll(kept);
        return copy;
    }

    /** @param header of {@code Set-Cookie} */
    synchronized void take(String header, String requestPath) {
        String[] parts = header.split(";");
        String name = parts[0].substring(0, parts[0].indexOf('=')).strip();
        String value = parts[0].substring(parts[0].indexOf('=') + 1).strip();
        String path = folder(requestPath);
        boolean gone = value.isEmpty();
        for (int i = 1; i < parts.length; i++) {
            String attribute = parts[i].strip();
            String lower = attribute.toLowerCase(Locale.ROOT);
            if (lower.startsWith("path=/")) {
                path = attribute.substring("path=".length());
            }
            gone |= lower.equals("max-age=0")
                    || lower.startsWith("expires=thu, 01-jan-1970")
                    || lower.startsWith("expires=thu, 01 jan 1970");
        }
        Cookie taken = new Cookie(name, path, value);
        kept.removeIf(old -> old.name().equals(taken.name()) && old.path().equals(taken.path()));
        if (!gone) {
            kept.add(taken);
        }
    }

    /** For {@code Cookie}; empty when there is none. */
    synchronized String header(String path) {
        return kept.stream()
                .filter(cookie -> cookie.goesTo(path))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
    }

    synchronized String value(String name) {
        return kept.stream()
                .filter(cookie -> cookie.name().equals(name))
                .map(Cookie::value)
                .findFirst()
                .orElse("");
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }
}
