package dev.rollcall.sandbox.demo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request, as a person writes it: not yet percent-encoded, and with <code>${name}</code> where an earlier answer's value belongs.
 *
 * @param path below the SCIM base URL, with its query
 * @param body JSON; null for none
 * @param authorized false to send what is no token, as Okta does to see it refused (O11)
 */
public record Call(String method, String path, @Nullable String body, boolean authorized) {

    static Call get(String path) {
        return new Call("GET", path, null, true);
    }

    static Call delete(String path) {
        return new Call("DELETE", path, null, true);
    }

    static Call post(String path, String body) {
        return new Call("POST", path, body, true);
    }

    static Call put(String path, String body) {
        return new Call("PUT", path, body, true);
    }

    static Call patch(String path, String operations) {
        String body =
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operations + "]}";
        return new Call("PATCH", path, body, true);
    }

    Call withoutToken() {
        return new Call(method, path, body, false);
    }

    Call filled(UnaryOperator<String> values) {
        return new Call(method, values.apply(path), body == null ? null : values.apply(body), authorized);
    }

    /** The path as it stands in a request line. */
    String encodedPath() {
        int question = path.indexOf('?');
        return question < 0
                ? path
                : path.substring(0, question + 1)
                        + Arrays.stream(path.substring(question + 1).split("&", -1))
                                .map(Call::encoded)
                                .collect(Collectors.joining("&"));
    }

    /** Only the value: names are plain, and a flag has no value (E10). */
    private static String encoded(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0
                ? parameter
                : parameter.substring(0, equals + 1)
                        + URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8)
                                .replace("+", "%20");
    }
}
