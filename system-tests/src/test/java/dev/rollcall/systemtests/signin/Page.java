package dev.rollcall.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a browser shows after it has followed all redirects.
 *
 * @param trail every address on the way, this one last
 */
record Page(List<URI> trail, int status, HttpHeaders headers, String body) {
    private static final Pattern FORM =
            Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern INPUT =
            Pattern.compile("<input\\b([^>]*)>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)\\s*=\\s*\"([^\"]*)\"");

    /**
     * A form as it would be sent.
     *
     * @param on the page that it is on
     */
    record Form(URI on, URI action, String method, Map<String, String> fields) {
        /** One that nobody has to find. */
        static Form post(String on, String action, Map<String, String> fields) {
            return new Form(URI.create(on), URI.create(action), "post", fields);
        }

        Form with(String name, String value) {
            Map<String, String> filled = new LinkedHashMap<>(fields);
            filled.put(name, value);
            return new Form(on, action, method, filled);
        }
    }

    URI address() {
        return trail.getLast();
    }

    /** The first form that has this field, with what it holds already. */
    Optional<Form> findForm(String field) {
        Matcher form = FORM.matcher(body);
        while (form.find()) {
            Map<String, String> head = attributes(form.group(1));
            Map<String, String> fields = new LinkedHashMap<>();
            Matcher input = INPUT.matcher(form.group(2));
            while (input.find()) {
                Map<String, String> one = attributes(input.group(1));
                if (one.containsKey("name")) {
                    fields.put(one.get("name"), one.getOrDefault("value", ""));
                }
            }
            if (fields.containsKey(field)) {
                URI action = address().resolve(head.getOrDefault("action", ""));
                return Optional.of(new Form(address(), action, head.getOrDefault("method", "get"), fields));
            }
        }
        return Optional.empty();
    }

    Form form(String field) {
        return findForm(field).orElseThrow(() -> new AssertionError("no form with " + field + " in " + this));
    }

    /** The value of a parameter of the first address on the way that has it. */
    Optional<String> parameter(String name) {
        return trail.stream()
                .flatMap(address -> parameter(address, name).stream())
                .findFirst();
    }

    static Optional<String> parameter(URI address, String name) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    Page requireStatus(int wanted) {
        assertThat(status).as("status of %s", this).isEqualTo(wanted);
        return this;
    }

    /** The text of the page, without tags. */
    String text() {
        return unescaped(body.replaceAll("(?s)<(style|script)\\b.*?</\\1>", " ").replaceAll("<[^>]*>", " "))
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher each = ATTRIBUTE.matcher(tag);
        while (each.find()) {
            attributes.put(each.group(1).toLowerCase(java.util.Locale.ROOT), unescaped(each.group(2)));
        }
        return attributes;
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&#x2F;", "/")
                .replace("&amp;", "&");
    }

    @Override
    public String toString() {
        return trail + " -> " + status + " " + text();
    }
}
