package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.infra.Ports;
import dev.rollcall.sandbox.infra.Stores;
import java.io.IOException;
import java.util.Map;

/**
 * A second process of a service beside a suite that is up, for tests: the same stores, keys and public addresses, ports of its own. Whoever
 * starts it ends it; when it ends by itself, nobody starts it again.
 */
public final class Replica implements AutoCloseable {
    private final ProcessFile file;
    private final int port;

    private Replica(ProcessFile file, int port) {
        this.file = file;
        this.port = port;
    }

    /** The name of its log and of its process file: {@code sso-gateway-2}. */
    static String name(Service service) {
        return service.module() + "-2";
    }

    /**
     * Returns when it is ready.
     *
     * @param settings of the suite that is up in that home
     * @throws SandboxFailure when it ends or is not ready in time; the message ends with its last log lines
     */
    public static Replica start(Checkout checkout, Home home, Settings settings, Service service)
            throws IOException, InterruptedException {
        int port = Ports.free();
        int managementPort = Ports.free();
        Map<String, String> variables = new Environment(
                        settings,
                        new Keys(home.keys()),
                        Stores.credentialsIn(home.data()),
                        Secrets.load(home.secrets()).owner())
                .of(service);
        variables.put(service.portVariable(), String.valueOf(port));
        variables.put(service.managementPortVariable(), String.valueOf(managementPort));
        Process process =
                ServiceProcess.start(checkout, home, service, name(service), variables, ServiceProcess.Cache.USE);
        Replica replica = new Replica(ProcessFile.in(home, name(service)), port);
        try {
            ServiceProcess.awaitReady(home, name(service), process, managementPort);
        } catch (IOException | InterruptedException | RuntimeException e) {
            replica.close();
            throw e;
        }
        return replica;
    }

    /** Where it serves; the addresses that it names itself are the suite's. */
    public int port() {
        return port;
    }

    /** Ends it, kindly first. */
    @Override
    public void close() throws IOException {
        file.end(ServiceProcess.STOP_LIMIT);
    }
}
