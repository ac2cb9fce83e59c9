package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.infra.Ports;
import dev.rollcall.sandbox.infra.Trees;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.seed.Seeding;
import dev.rollcall.sandbox.suite.Home;
import dev.rollcall.sandbox.suite.Progress;
import dev.rollcall.sandbox.suite.SandboxFailure;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Secrets;
import dev.rollcall.sandbox.suite.Service;
import dev.rollcall.sandbox.suite.Settings;
import dev.rollcall.sandbox.suite.Suite;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The last step of a build: runs the suite once, on free ports and data of its own, so that the JVM writes what later starts are fast
 * with. Without it everything works, only slower; so its failure is a remark and no error.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
    @Option(names = "--if-absent")
    boolean ifAbsent;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Place place = Place.current();
        if (!Suite.wantsTraining(place.checkout(), ifAbsent)) {
            return 0;
        }
        System.out.println("Preparing fast starts: runs everything once on data of its own.");
        Home home = new Home(place.checkout().root().resolve("sandbox/target/training"));
        Trees.delete(home.directory());
        Settings settings = Settings.of(freePorts());
        Progress progress = new Progress(System.out);
        Suite suite = Suite.training(place.checkout(), home, settings, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::down, "down"));
        try {
            exercise(settings, suite.up());
        } catch (SandboxFailure e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            System.out.println("Not prepared, starts stay slower: " + why + " (logs: " + home.logs() + ")");
        }
        suite.down();
        progress.ready("start-up caches");
        return 0;
    }

    /** The first calls of a start are what makes it slow, and the hot ones what is slow until compiled; the caches learn both here. */
    private static void exercise(Settings settings, Secrets secrets) throws InterruptedException {
        AdminApi api = new AdminApi(Seeding.adminToken(
                settings.url(Service.SSO),
                secrets.owner().email(),
                secrets.owner().password()));
        String membership = settings.url(Service.MEMBERSHIP);
        SandboxFile.Connection connection = new Seeding(
                        api, membership, settings.url(Service.SCIM), settings.url(Service.SSO), secrets.scimTokens())
                .ensure(false)
                .get("conformance");
        if (connection != null) {
            api.patch(membership + "/v2/connections/" + connection.id(), Map.of("rateLimit", 1_000));
            new Rehearsal(connection.scimBaseUrl(), connection.scimToken()).run();
        }
    }

    private static Map<String, String> freePorts() {
        Map<String, String> ports = new LinkedHashMap<>();
        Settings.of(Map.of()).ports().keySet().forEach(variable -> ports.put(variable, String.valueOf(Ports.free())));
        return ports;
    }
}
