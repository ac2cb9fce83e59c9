package dev.rollcall.membership.domain;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A name server of whoever wants to harm us, over UDP and TCP: it sends what the test makes of each question; nothing for null. */
final class HostileNameserver implements AutoCloseable {
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    final AtomicInteger questions = new AtomicInteger();

    /**
     * @param overUdp bytes of the question to bytes of the answer
     * @param overTcp the same; null closes the connection
     */
    HostileNameserver(UnaryOperator<byte[]> overUdp, UnaryOperator<byte[]> overTcp) throws IOException {
        tcp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> datagrams(overUdp));
        Thread.ofPlatform().daemon().start(() -> connections(overTcp));
    }

    String address() {
        return "127.0.0.1:" + tcp.getLocalPort();
    }

    private void datagrams(UnaryOperator<byte[]> answers) {
        byte[] room = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(room, room.length);
                udp.receive(packet);
                questions.incrementAndGet();
                byte[] answer = answers.apply(Arrays.copyOf(room, packet.getLength()));
                if (answer != null) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void connections(UnaryOperator<byte[]> answers) {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] question = in.readNBytes(in.readUnsignedShort());
                byte[] answer = answers.apply(question);
                if (answer != null) {
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                    in.read();
                }
            } catch (IOException gone) {
                // the next one
            }
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
