package dev.rollcall.systemtests.suite;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.infra.Ports;
import dev.rollcall.sandbox.keycloak.KeycloakDistribution;
import dev.rollcall.sandbox.suite.Home;
import dev.rollcall.sandbox.suite.Replica;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Service;
import dev.rollcall.sandbox.suite.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The suite under test: one for the whole run, in {@code target/suite} and on ports of its own, started by whoever needs it first. */
public final class RunningSuite {
    private static RunningSuite running;
    private static boolean tried;

    private final Checkout checkout;
    private final Map<String, String> environment;
    private final Home home;
    private boolean idp;

    private RunningSuite() {
        checkout = Checkout.find();
        environment = new LinkedHashMap<>();
        Settings.of(Map.of()).ports().keySet().forEach(port -> environment.put(port, String.valueOf(Ports.free())));
        environment.put(
                "ROLLCALL_HOME",
                checkout.root().resolve("system-tests/target/suite").toString());
        home = Home.of(environment, checkout.root());
    }

    /** It is up when this returns. */
    public static synchronized RunningSuite get() {
        if (running == null) {
            if (tried) {
                throw new IllegalStateException("The suite did not start; the first test that needed it says why");
            }
            tried = true;
            RunningSuite suite = new RunningSuite();
            suite.rollcall("down", "--wipe").requireSuccess(); // of a run that was killed
            Runtime.getRuntime().addShutdownHook(new Thread(suite::stop, "suite-down"));
            suite.up();
            running = suite;
        }
        return running;
    }

    /** The same suite with acme's identity provider, a Keycloak, beside it; from then on it has it. */
    public static synchronized RunningSuite withIdp() {
        RunningSuite suite = get();
        if (!suite.idp) {
            suite.fetchKeycloak();
            suite.rollcall("down").requireSuccess();
            suite.idp = true;
            suite.up();
        }
        return suite;
    }

    /** Before a start that waits for it: the first time on a machine this takes minutes. */
    private void fetchKeycloak() {
        try {
            KeycloakDistribution.ready(checkout, System.out::println);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, if it was ever started; called when all tests are over, however they ended. */
    static synchronized void end() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    private void stop() {
        rollcall("down");
    }

    /** {@code ./rollcall up --detach}, with what it had before. */
    public void up() {
        String[] command = idp ? new String[] {"up", "--detach", "--idp"} : new String[] {"up", "--detach"};
        Command.launcher(checkout, environment, command).requireSuccess();
    }

    /** {@code ./rollcall up --detach} while it is up. */
    public Command.Ended secondUp() {
        return Command.launcher(checkout, environment, "up", "--detach");
    }

    /** {@code ./rollcall demo} against this suite. */
    public Command.Ended demo(String option) {
        return Command.launcher(checkout, environment, "demo", option);
    }

    /** {@code ./rollcall …}; any command but {@code up} and {@code demo}, which may find reason to build. */
    public Command.Ended rollcall(String... arguments) {
        return Command.script(checkout, environment, arguments);
    }

    /** One process more of a service, ready to serve; whoever starts it ends it. */
    public Replica replica(Service service) throws IOException, InterruptedException {
        return Replica.start(checkout, home, Settings.of(environment), service);
    }

    /** As it is now: process ids change when a service is started again, tokens with every {@code up}. */
    public SandboxFile description() {
        try {
            return SandboxFile.read(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path log(String module) {
        return home.logs().resolve(module + ".log");
    }

    /** Health of a service by its short name, at its management port. */
    public Http management(String service) {
        String variable = "ROLLCALL_" + service.toUpperCase(java.util.Locale.ROOT) + "_MANAGEMENT_PORT";
        return new Http("http://localhost:" + environment.get(variable), "", "application/json");
    }

    /** The SCIM service as the IdP of one connection. */
    public Http scim(String connection) {
        SandboxFile.Connection known = description().connections().get(connection);
        return new Http(known.scimBaseUrl(), known.scimToken(), "application/scim+json");
    }

    /** A service's public API as the owner of everything. */
    public Http api(String service) {
        SandboxFile description = description();
        return new Http(description.services().get(service), description.adminToken(), "application/json");
    }
}
