package dev.rollcall.sandbox.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which TCP ports of the loopback address are free. */
public final class Ports {
    private Ports() {}

    /** A port that nobody listens on now; somebody else may take it before it is used, which then shows as a clear error. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a server could listen there. Asked before a start because the embedded PostgreSQL would otherwise silently use whatever
     * other PostgreSQL answers on its port.
     */
    public static boolean isFree(int port) {
        return canBind("127.0.0.1", port) && canBind("0.0.0.0", port);
    }

    private static boolean canBind(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of a server that just ended linger and are no reason to refuse
            socket.bind(new InetSocketAddress(address, port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
