package dev.rollcall.systemtests.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as it goes over the wire.
 *
 * @param target path and query, encoded or not
 * @param body null for none
 */
record FuzzedRequest(String method, String target, Map<String, String> headers, byte[] body) {
    private static final int SHOWN = 4_000;

    byte[] bytes(String host) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (body != null) {
            head.append("Content-Length: " + body.length + "\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body == null ? new byte[0] : body);
        return all.toByteArray();
    }

    /** Without the token, cut. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(method + " " + target);
        headers.forEach(
                (name, value) -> text.append("\n  " + name + ": ").append(name.equals("Authorization") ? "…" : value));
        text.append("\n  ").append(body == null ? "" : new String(body, StandardCharsets.UTF_8));
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text.toString();
    }
}
