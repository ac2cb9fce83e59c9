package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.seed.Seeding;
import dev.rollcall.sandbox.suite.Progress;
import dev.rollcall.sandbox.suite.SandboxFile;
import dev.rollcall.sandbox.suite.Secrets;
import dev.rollcall.sandbox.suite.Service;
import dev.rollcall.sandbox.suite.Status;
import dev.rollcall.sandbox.suite.Suite;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code up}: starts the suite in this process, or in one of its own with {@code --detach}. */
@Command(name = "up")
final class UpCommand implements Callable<Integer> {
    @Option(names = "--detach")
    boolean detach;

    /** For the detached process, whose output is a log: the table holds secrets, and is shown by who started it. */
    @Option(names = "--quiet-end", hidden = true)
    boolean quietEnd;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Place place = Place.current();
        if (detach) {
            return new Detached(place).up();
        }
        Status.requireDown(place.home());
        Progress progress = new Progress(System.out);
        Suite suite = new Suite(place.checkout(), place.home(), place.settings(), progress);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::down, "down"));
        progress.print("Starting Rollcall in " + place.home().directory() + "\n");
        SandboxFile description = describe(place, suite, suite.up(), progress);
        if (!quietEnd) {
            progress.print(ClosingTable.of(description, place.home(), progress.seconds()));
        }
        suite.awaitDown();
        return 0;
    }

    private static SandboxFile describe(Place place, Suite suite, Secrets secrets, Progress progress)
            throws IOException {
        String token = Seeding.adminToken(
                place.settings().url(Service.SSO),
                secrets.owner().email(),
                secrets.owner().password());
        Seeding seeding = new Seeding(
                new AdminApi(token),
                place.settings().url(Service.MEMBERSHIP),
                place.settings().url(Service.SCIM),
                secrets.scimTokens());
        Map<String, SandboxFile.Connection> connections;
        try {
            connections = seeding.ensure();
        } finally {
            secrets.store(place.home().secrets()); // tokens are shown once: keep those made before a later step failed
        }
        progress.ready("organizations and tokens");
        return suite.describe(secrets, token, connections);
    }
}
