package dev.rollcall.sandbox.infra;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where all mail of a suite on one machine ends: a real SMTP server (GreenMail) on the loopback address that delivers nothing, and a page with what
 * came, {@code /} for people and {@code /mails} for programs. In memory: what came is gone with the process.
 */
public final class MailSink implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MailSink.class.getName());
    /** A demonstration's worth; beyond, all but new ones go. */
    private static final int KEPT_MAX = 500;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final int smtpPort;
    private final int httpPort;
    private @Nullable GreenMail smtp;
    private @Nullable HttpServer http;

    /** Nothing runs yet. */
    public MailSink(int smtpPort, int httpPort) {
        this.smtpPort = smtpPort;
        this.httpPort = httpPort;
    }

    /**
     * A mail that came.
     *
     * @param text null when it has no such part; so {@code html}
     */
    public record Received(
            String id,
            String from,
            String to,
            String subject,
            String receivedAt,
            @Nullable String text,
            @Nullable String html) {}

    /** @throws IOException when a port cannot be used */
    public void start() throws IOException {
        startSmtp();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort), 0);
        server.createContext("/", this::serve);
        server.start();
        http = server;
    }

    public void startSmtp() throws IOException {
        var setup = new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        GreenMail starting = new GreenMail(setup);
        starting.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        try {
            starting.start();
        } catch (RuntimeException e) {
            throw new IOException("SMTP port " + smtpPort + " cannot be used: " + e.getMessage(), e);
        }
        smtp = starting;
    }

    /** Nobody takes mail from now on; what came is forgotten. */
    public void stopSmtp() {
        if (smtp != null) {
            smtp.stop();
            smtp = null;
        }
    }

    public int smtpPort() {
        return smtpPort;
    }

    /** Of the page. */
    public String url() {
        return "http://localhost:" + httpPort;
    }

    @Override
    public void close() {
        if (http != null) {
            http.stop(0);
        }
        stopSmtp();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, METHOD_NOT_ALLOWED, "text/plain", "Only GET\n");
                return;
            }
            List<Received> mails = mails(to(exchange.getRequestURI().getRawQuery()));
            if (exchange.getRequestURI().getPath().equals("/mails")) {
                answer(exchange, OK, "application/json", JSON.writeValueAsString(mails));
            } else {
                answer(exchange, OK, "text/plain", page(mails));
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The mails could not be shown", e);
            throw e;
        }
    }

    private static @Nullable String to(@Nullable String query) {
        return query != null && query.startsWith("to=")
                ? URLDecoder.decode(query.substring("to=".length()), StandardCharsets.UTF_8)
                : null;
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        // Whatever a mail says, a browser shows it as text.
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The newest first. */
    private static String page(List<Received> mails) {
        StringBuilder page = new StringBuilder(mails.size() + " mails, the newest first\n");
        for (Received mail : mails.reversed()) {
            page.append("\n----------------------------------------------------------------\nTo: ")
                    .append(mail.to())
                    .append("\nSubject: ")
                    .append(mail.subject())
                    .append("\nReceived: ")
                    .append(mail.receivedAt())
                    .append("\n\n")
                    .append(mail.text() == null ? "(no text)" : mail.text())
                    .append('\n');
        }
        return page.toString();
    }

    /** What came for that address, or for everybody; the newest last. */
    private List<Received> mails(@Nullable String to) throws IOException {
        GreenMail server = smtp;
        if (server == null) {
            return List.of();
        }
        List<Received> mails = new ArrayList<>();
        try {
            MimeMessage[] messages = server.getReceivedMessages();
            for (MimeMessage message : messages) {
                Received mail = read(message);
                if (to == null || mail.to().toLowerCase(Locale.ROOT).contains(to.toLowerCase(Locale.ROOT))) {
                    mails.add(mail);
                }
            }
            if (messages.length > KEPT_MAX) {
                server.purgeEmailFromAllMailboxes();
            }
        } catch (MessagingException | com.icegreen.greenmail.store.FolderException e) {
            throw new IOException(e);
        }
        mails.sort(Comparator.comparing(Received::receivedAt));
        return mails;
    }

    private static Received read(MimeMessage message) throws MessagingException, IOException {
        Date at = message.getReceivedDate() == null ? message.getSentDate() : message.getReceivedDate();
        return new Received(
                String.valueOf(message.getMessageID()),
                joined(message.getFrom()),
                joined(message.getAllRecipients()),
                String.valueOf(message.getSubject()),
                at == null ? "" : at.toInstant().toString(),
                part(message, "text/plain"),
                part(message, "text/html"));
    }

    private static String joined(Address @Nullable [] addresses) {
        if (addresses == null) {
            return "";
        }
        List<String> texts = new ArrayList<>();
        for (Address address : addresses) {
            texts.add(address.toString());
        }
        return String.join(", ", texts);
    }

    private static @Nullable String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                String found = part(each, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
