package dev.rollcall.systemtests.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One person at one browser without scripts: keeps cookies, follows redirects, sends forms. */
final class Visitor {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int REDIRECTS_MAX = 12; // a sign-in takes four
    private static final int ANY = -1; // where the address says
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Cookies cookies;
    private final int port;

    Visitor() {
        this(new Cookies(), ANY);
    }

    private Visitor(Cookies cookies, int port) {
        this.cookies = cookies;
        this.port = port;
    }

    /**
     * The same browser as it is now, in a tab of its own: a load balancer hands all its requests to the process at that port, and tells it the
     * address that was meant.
     */
    Visitor through(int replica) {
        return new Visitor(cookies.copy(), replica);
    }

    Cookies cookies() {
        return cookies;
    }

    Page open(String address) {
        return follow(HttpRequest.newBuilder(URI.create(address)), URI.create(address));
    }

    /** Sends it as the page's button would. */
    Page send(Page.Form form) {
        String fields = encoded(form);
        if (form.method().equalsIgnoreCase("get")) {
            return open(form.action() + (form.action().getRawQuery() == null ? "?" : "&") + fields);
        }
        return follow(post(form), form.action());
    }

    /** The answer to the form itself: no redirect is followed. */
    HttpResponse<String> sendOnly(Page.Form form) {
        return exchange(post(form), form.action());
    }

    /** The answer of that address itself. */
    HttpResponse<String> openOnly(String address) {
        return exchange(HttpRequest.newBuilder(URI.create(address)), URI.create(address));
    }

    private static HttpRequest.Builder post(Page.Form form) {
        return HttpRequest.newBuilder(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", form.on().resolve("/").toString().replaceFirst("/$", ""))
                .POST(BodyPublishers.ofString(encoded(form)));
    }

    private static String encoded(Page.Form form) {
        return form.fields().entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String query(URI address) {
        return address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    }

    private Page follow(HttpRequest.Builder first, URI address) {
        List<URI> trail = new ArrayList<>(List.of(address));
        HttpResponse<String> answer = exchange(first, address);
        while (answer.statusCode() / 100 == 3) {
            if (trail.size() > REDIRECTS_MAX) {
                throw new AssertionError("redirects without end: " + trail);
            }
            URI next = trail.getLast()
                    .resolve(answer.headers().firstValue("Location").orElseThrow());
            trail.add(next);
            answer = exchange(HttpRequest.newBuilder(next), next);
        }
        return new Page(trail, answer.statusCode(), answer.headers(), answer.body());
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request, URI address) {
        String sent = cookies.header(address.getPath());
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        if (port != ANY) {
            URI process = URI.create("http://localhost:" + port);
            request.uri(process.resolve(address.getRawPath() + query(address))).header("Host", address.getAuthority());
        }
        request.timeout(LIMIT).header("User-Agent", "Mozilla/5.0 (tests)").header("Accept", "text/html,*/*;q=0.8");
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(header -> cookies.take(header, address.getPath()));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(address.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
