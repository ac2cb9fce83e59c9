package dev.rollcall.systemtests.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One keep-alive connection on which any bytes can be sent: the JDK's client refuses just what is of interest here. */
final class RawHttp implements Closeable {
    private static final int PATIENCE_MILLIS = 60_000; // an identity provider's

    private final URI base;
    private Socket socket;
    private InputStream in;

    RawHttp(URI base) {
        this.base = base;
    }

    /** @param headers by name in lower case; of repeated ones the last */
    record Reply(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** @throws IOException when the request got no answer */
    Reply send(FuzzedRequest request) throws IOException {
        boolean fresh = socket == null;
        try {
            return attempt(request);
        } catch (IOException e) {
            close();
            if (fresh) {
                throw e;
            }
            return attempt(request); // the other side may have closed an idle connection
        }
    }

    private Reply attempt(FuzzedRequest request) throws IOException {
        if (socket == null) {
            socket = new Socket(base.getHost(), base.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        String[] status = exchanged(request).split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status[1]);
        byte[] body = request.method().equals("HEAD") || code == 204 || code == 304 ? new byte[0] : body(headers);
        if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return new Reply(code, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** The status line. An error may be answered, and the connection closed, before all was sent: the answer counts then (RFC 9112 §9.5). */
    private String exchanged(FuzzedRequest request) throws IOException {
        try {
            socket.getOutputStream().write(request.bytes(base.getHost() + ":" + base.getPort()));
            socket.getOutputStream().flush();
        } catch (IOException cut) {
            try {
                return line();
            } catch (IOException nothing) {
                throw cut;
            }
        }
        return line();
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed without an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
            socket = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
