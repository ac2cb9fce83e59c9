package dev.rollcall.benchmarks.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads one response after the other: status line, the two headers that say where the body ends, the body. */
final class ResponseReader {
    private static final int BODY_MAX = 4 << 20; // a page of 200 users is a tenth of it

    private final InputStream in;
    private byte[] buffer = new byte[16 << 10];
    private int start;
    private int end;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    Answer next() throws IOException {
        String statusLine = line();
        if (!statusLine.startsWith("HTTP/1.1 ")) {
            throw new IOException("no HTTP/1.1 response: " + statusLine);
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        int length = 0;
        boolean chunked = false;
        String etag = null;
        String location = null;
        List<String> cookies = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (named(header, "content-length:")) {
                length = Integer.parseInt(value(header));
            } else if (named(header, "transfer-encoding:")) {
                chunked = value(header).toLowerCase(Locale.ROOT).contains("chunked");
            } else if (named(header, "etag:")) {
                etag = value(header);
            } else if (named(header, "location:")) {
                location = value(header);
            } else if (named(header, "set-cookie:")) {
                cookies.add(value(header).split(";", 2)[0]);
            } else if (named(header, "connection:") && value(header).equalsIgnoreCase("close")) {
                throw new IOException("the service closed a keep-alive connection after status " + status);
            }
        }
        return new Answer(status, etag, location, cookies, chunked ? chunks() : bytes(length));
    }

    private static boolean named(String header, String name) {
        return header.regionMatches(true, 0, name, 0, name.length());
    }

    private static String value(String header) {
        return header.substring(header.indexOf(':') + 1).strip();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
            whole.writeBytes(bytes(size));
            line();
            if (size == 0) {
                return whole.toByteArray();
            }
        }
    }

    private byte[] bytes(int length) throws IOException {
        if (length > BODY_MAX) {
            throw new IOException("a body of " + length + " bytes is more than any scenario asks for");
        }
        while (end - start < length) {
            fill();
        }
        byte[] taken = Arrays.copyOfRange(buffer, start, start + length);
        start += length;
        return taken;
    }

    private String line() throws IOException {
        int at = start;
        while (true) {
            for (; at < end; at++) {
                if (buffer[at] == '\n') {
                    String line = new String(buffer, start, at - 1 - start, StandardCharsets.ISO_8859_1);
                    start = at + 1;
                    return line;
                }
            }
            int scanned = at - start;
            fill();
            at = start + scanned;
        }
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new EOFException("the service closed the connection");
        }
        end += read;
    }
}
