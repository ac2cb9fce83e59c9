package dev.rollcall.benchmarks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 connection that stays open, one request at a time, on a plain blocking socket: the generator shares two cores with what
 * it measures, so it does only what the scenarios need.
 */
public final class KeepAliveConnection implements AutoCloseable {
    /** Far beyond any answer on a busy machine; a hung service must end the run, not hang it. */
    private static final int ANSWER_LIMIT_MILLIS = 60_000;

    private static final String SCIM = "application/scim+json";

    /** Less than a service keeps a silent connection; between rounds it may be longer. */
    private static final long IDLE_NANOS_MAX = 20_000_000_000L;

    private final InetSocketAddress address;
    private final String head;
    private Wire wire;
    private long used = System.nanoTime();

    private record Wire(Socket socket, ResponseReader in) {}

    /**
     * @param base scheme, host and port; the host must be a loopback address
     * @param token bearer token
     */
    public KeepAliveConnection(URI base, String token) throws IOException {
        this("Authorization: Bearer " + token + "\r\nAccept: " + SCIM + "\r\n", base);
    }

    private KeepAliveConnection(String headers, URI base) throws IOException {
        address = new InetSocketAddress(loopback(base.getHost()), base.getPort());
        wire = connect();
        head = " HTTP/1.1\r\nHost: " + base.getHost() + ":" + base.getPort() + "\r\n" + headers
                + "User-Agent: rollcall-bench\r\n";
    }

    /** As a browser speaks: without a token. */
    public static KeepAliveConnection browser(URI base) throws IOException {
        return new KeepAliveConnection("Accept: text/html\r\n", base);
    }

    /** @param cookies as the header has them */
    public Answer open(String path, String cookies) throws IOException {
        return exchange("GET " + path + head + cookie(cookies) + "\r\n");
    }

    /** @param form encoded, ASCII */
    public Answer submit(String path, String cookies, String form) throws IOException {
        return exchange("POST " + path + head + cookie(cookies)
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
    }

    private static String cookie(String cookies) {
        return cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n";
    }

    private Wire connect() throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_LIMIT_MILLIS);
        socket.connect(address, ANSWER_LIMIT_MILLIS);
        return new Wire(socket, new ResponseReader(socket.getInputStream()));
    }

    /** The suite listens on 127.0.0.1 alone; asking for {@code localhost} would try the other family first on some machines. */
    private static InetAddress loopback(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host.equals("localhost") ? "127.0.0.1" : host);
        if (!address.isLoopbackAddress()) {
            throw new IOException("benchmarks run against this machine only, not against " + host);
        }
        return address;
    }

    public Answer get(String path) throws IOException {
        return exchange("GET " + path + head + "\r\n");
    }

    public Answer post(String path, String json) throws IOException {
        return exchange("POST ", path, json);
    }

    public Answer put(String path, String json) throws IOException {
        return exchange("PUT ", path, json);
    }

    public Answer patch(String path, String json) throws IOException {
        return exchange("PATCH ", path, json);
    }

    private Answer exchange(String method, String path, String json) throws IOException {
        // Bodies are ASCII, so characters are bytes.
        return exchange(method + path + head + "Content-Type: " + SCIM + "\r\nContent-Length: " + json.length()
                + "\r\n\r\n" + json);
    }

    private Answer exchange(String request) throws IOException {
        if (System.nanoTime() - used > IDLE_NANOS_MAX) {
            close();
            wire = connect();
        }
        wire.socket().getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        Answer answer = wire.in().next();
        used = System.nanoTime();
        return answer;
    }

    @Override
    public void close() throws IOException {
        wire.socket().close();
    }
}
