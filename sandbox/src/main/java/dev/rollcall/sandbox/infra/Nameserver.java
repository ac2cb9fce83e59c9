package dev.rollcall.sandbox.infra;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A small DNS server on the loopback address, over UDP: it answers for every name, with the TXT records of its file and nothing else. With it,
 * a person can prove a domain that exists on this machine only.
 */
public final class Nameserver implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Nameserver.class.getName());
    private static final int QUESTION_MAX = 4096; // bytes; a question has some fifty
    private static final int ANSWER_MAX = 1232; // what passes any network unbroken; beyond, the truncation flag says so
    private static final int STRING_MAX = 255; // RFC 1035, section 3.3
    private static final long TTL = 1; // a person tries again at once

    private final ZoneFile zone;
    private final int port;
    private @Nullable DatagramSocket socket;

    /** Nothing runs yet. */
    public Nameserver(ZoneFile zone, int port) {
        this.zone = zone;
        this.port = port;
    }

    public void start() throws IOException {
        DatagramSocket opened = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        socket = opened;
        Thread.ofPlatform().name("nameserver").daemon().start(() -> serve(opened));
    }

    /** For {@code ROLLCALL_DNS}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
    }

    private void serve(DatagramSocket opened) {
        byte[] room = new byte[QUESTION_MAX];
        while (!opened.isClosed()) {
            DatagramPacket packet = new DatagramPacket(room, room.length);
            try {
                opened.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                opened.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, "A question could not be answered", e);
            }
        }
    }

    private byte[] answer(byte[] asked) throws IOException {
        Message question = new Message(asked);
        Record about = question.getQuestion();
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(about, Section.QUESTION);
        List<String> texts = zone.texts(about.getName().toString(true));
        if (texts.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else if (about.getType() == Type.TXT) {
            for (String text : texts) {
                answer.addRecord(record(about.getName(), text), Section.ANSWER);
            }
        }
        return answer.toWire(ANSWER_MAX);
    }

    private static Record record(Name name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<byte[]> strings = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += STRING_MAX) {
            strings.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + STRING_MAX)));
        }
        // The library takes strings in the form of zone files, in which a backslash and a quotation mark are escaped.
        return new TXTRecord(
                name,
                DClass.IN,
                TTL,
                strings.stream()
                        .map(part -> new String(part, StandardCharsets.UTF_8)
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\""))
                        .toList());
    }
}
