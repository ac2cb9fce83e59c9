package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.idp.AcmeIdp;
import dev.rollcall.sandbox.keycloak.KeycloakDistribution;
import dev.rollcall.sandbox.seed.AdminApi;
import dev.rollcall.sandbox.seed.Seeding;
import dev.rollcall.sandbox.suite.Progress;
import dev.rollcall.sandbox.suite.SandboxFailure;
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

    @Option(names = "--idp")
    boolean idp;

    /** For the detached process, whose output is a log: the table holds secrets, and is shown by who started it. */
    @Option(names = "--quiet-end", hidden = true)
    boolean quietEnd;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Place place = Place.current();
        if (detach) {
            return new Detached(place).up(idp);
        }
        Status.requireDown(place.home());
        Progress progress = new Progress(System.out);
        Suite suite = new Suite(
                place.checkout(), place.home(), place.settings(), progress, idp ? keycloak(place, progress) : null);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::down, "down"));
        progress.print("Starting Rollcall in " + place.home().directory() + "\n");
        SandboxFile description = describe(place, suite, suite.up(), progress, idp);
        if (!quietEnd) {
            progress.print(ClosingTable.of(description, place.home(), progress.seconds()));
        }
        suite.awaitDown();
        return 0;
    }

    private static KeycloakDistribution keycloak(Place place, Progress progress) throws InterruptedException {
        try {
            return KeycloakDistribution.ready(place.checkout(), progress::note);
        } catch (IOException e) {
            throw new SandboxFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static SandboxFile describe(Place place, Suite suite, Secrets secrets, Progress progress, boolean withIdp)
            throws IOException {
        String token = Seeding.adminToken(
                place.settings().url(Service.SSO),
                secrets.owner().email(),
                secrets.owner().password());
        AdminApi api = new AdminApi(token);
        Seeding seeding = new Seeding(
                api,
                place.settings().url(Service.MEMBERSHIP),
                place.settings().url(Service.SCIM),
                place.settings().url(Service.SSO),
                secrets.scimTokens());
        Map<String, SandboxFile.Connection> connections;
        try {
            connections = seeding.ensure(withIdp);
        } finally {
            secrets.store(place.home().secrets()); // tokens are shown once: keep those made before a later step failed
        }
        progress.ready("organizations and tokens");
        SandboxFile.Idp provider = null;
        if (withIdp) {
            provider = new AcmeIdp(
                            api,
                            place.settings().url(Service.MEMBERSHIP),
                            place.settings().url(Service.SSO))
                    .ensure(place.settings().keycloakUrl(), secrets.idp(), connections);
            progress.ready("identity provider of acme");
        }
        return suite.describe(secrets, token, connections, provider);
    }
}
