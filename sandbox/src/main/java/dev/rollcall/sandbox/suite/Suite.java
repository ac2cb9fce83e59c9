package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.infra.MailSink;
import dev.rollcall.sandbox.infra.Nameserver;
import dev.rollcall.sandbox.infra.Postgres;
import dev.rollcall.sandbox.infra.Stores;
import dev.rollcall.sandbox.infra.ZoneFile;
import dev.rollcall.sandbox.keycloak.KeycloakDistribution;
import dev.rollcall.sandbox.keycloak.KeycloakProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The running suite of one home: up once, until its process is told to end. */
public final class Suite {
    private final Checkout checkout;
    private final Home home;
    private final Settings settings;
    private final Progress progress;
    private final ServiceProcess.Cache cache;
    private final @Nullable KeycloakDistribution keycloak;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable SuiteLock lock;
    private @Nullable Stores stores;
    private @Nullable Nameserver nameserver;
    private @Nullable MailSink mail;
    private @Nullable Supervisor supervisor;
    private @Nullable KeycloakProcess idp;

    /**
     * A suite to work with.
     *
     * @param keycloak which to run beside it; null for none
     */
    public Suite(
            Checkout checkout,
            Home home,
            Settings settings,
            Progress progress,
            @Nullable KeycloakDistribution keycloak) {
        this(checkout, home, settings, progress, ServiceProcess.Cache.USE, keycloak);
    }

    private Suite(
            Checkout checkout,
            Home home,
            Settings settings,
            Progress progress,
            ServiceProcess.Cache cache,
            @Nullable KeycloakDistribution keycloak) {
        this.checkout = checkout;
        this.home = home;
        this.settings = settings;
        this.progress = progress;
        this.cache = cache;
        this.keycloak = keycloak;
    }

    /** A suite whose services write their start-up caches when they end. */
    public static Suite training(Checkout checkout, Home home, Settings settings, Progress progress) {
        return new Suite(checkout, home, settings, progress, ServiceProcess.Cache.MAKE, null);
    }

    /**
     * Whether a service lacks a cache of its present build; never on a JDK that cannot make one.
     *
     * @param ifAbsent then a cache of an earlier build is good enough to wait for the next whole build
     */
    public static boolean wantsTraining(Checkout checkout, boolean ifAbsent) {
        return Runtime.version().feature() >= ServiceProcess.JDK_WITH_CACHE
                && Arrays.stream(Service.values())
                        .map(service -> new ServiceJars(checkout, service))
                        .anyMatch(jars -> ifAbsent ? !Files.exists(jars.cache()) : !jars.hasFreshCache());
    }

    /**
     * Starts everything and returns when all services are ready; {@link #describe} is the next step.
     *
     * @throws SandboxFailure with the one line to show, when it cannot be
     */
    public Secrets up() throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            new ServiceJars(checkout, service).requireBuilt();
        }
        home.create();
        lock = SuiteLock.take(home);
        PortCheck.requireFree(settings, keycloak != null);
        BrokerLog.redirect(home);
        Secrets secrets = Secrets.load(home.secrets());
        Keys keys = new Keys(home.keys());
        keys.ensure();
        startNameserver();
        startMail();
        startKeycloak(secrets.idp());
        Stores started = startStores();
        Environment environment = new Environment(settings, keys, started.credentials(), secrets.owner());
        supervisor = new Supervisor(checkout, home, settings, environment, progress, cache);
        supervisor.start();
        awaitKeycloak();
        return secrets;
    }

    private void startNameserver() {
        Nameserver starting = new Nameserver(new ZoneFile(home.zone()), settings.dnsPort());
        try {
            starting.start();
        } catch (IOException e) {
            throw new SandboxFailure(
                    "UDP port " + settings.dnsPort() + " (ROLLCALL_DNS_PORT) cannot be used: " + e.getMessage(), e);
        }
        nameserver = starting;
    }

    private void startMail() {
        MailSink starting = new MailSink(settings.smtpPort(), settings.mailPort());
        mail = starting;
        try {
            starting.start();
        } catch (IOException e) {
            throw new SandboxFailure("The mail sink does not start: " + e.getMessage(), e);
        }
    }

    /** The slowest of all, so it begins first and is waited for last. */
    private void startKeycloak(Secrets.Idp secrets) throws IOException {
        if (keycloak != null) {
            new LogFile(home.keycloakLog()).rotate();
            idp = KeycloakProcess.start(
                    keycloak,
                    new KeycloakProcess.Place(
                            settings.keycloakPort(), home.data().resolve("keycloak"), home.keycloakLog()),
                    new KeycloakProcess.Admin(Secrets.Idp.ADMIN, secrets.adminPassword()),
                    Map.of());
            ProcessFile.in(home, Status.KEYCLOAK).write(idp.process());
        }
    }

    private void awaitKeycloak() throws InterruptedException {
        if (idp != null) {
            try {
                idp.awaitReady();
            } catch (IOException e) {
                throw new SandboxFailure(String.valueOf(e.getMessage()), e);
            }
            progress.ready("Keycloak");
        }
    }

    private Stores startStores() throws IOException {
        Stores starting = Stores.in(
                home.data(),
                checkout.root().resolve("sandbox/target/postgres"),
                settings.postgresPort(),
                settings.kafkaPort());
        stores = starting;
        try {
            starting.start();
        } catch (IOException e) {
            throw new SandboxFailure(
                    e.getMessage() + ". Logs: " + home.logs().resolve("kafka.log") + ", "
                            + home.data().resolve("postgres/postgres.log"),
                    e);
        }
        progress.ready("PostgreSQL and Kafka");
        return starting;
    }

    /**
     * Writes {@code sandbox.json}, and from now on starts services again that end.
     *
     * @param adminToken access token of the owner
     * @param connections by name
     * @param provider null when none was started
     */
    public SandboxFile describe(
            Secrets secrets,
            String adminToken,
            Map<String, SandboxFile.Connection> connections,
            SandboxFile.@Nullable Idp provider)
            throws IOException {
        Stores running = Objects.requireNonNull(stores, "not up");
        Supervisor services = Objects.requireNonNull(supervisor, "not up");
        Map<String, String> urls = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            urls.put(service.shortName(), settings.url(service));
        }
        SandboxFile description = new SandboxFile(
                urls,
                pids(services),
                new SandboxFile.Kafka(running.kafka().bootstrapServers()),
                new SandboxFile.Database(
                        running.postgres().jdbcUrl(),
                        Postgres.SUPERUSER,
                        running.credentials().password(Postgres.SUPERUSER)),
                new SandboxFile.Dns(
                        "127.0.0.1:" + settings.dnsPort(), home.zone().toString()),
                new SandboxFile.Mail(settings.smtpPort(), "http://localhost:" + settings.mailPort()),
                secrets.owner(),
                adminToken,
                connections,
                provider);
        description.write(home);
        services.watch(() -> refresh(description, services));
        return description;
    }

    private static Map<String, Long> pids(Supervisor services) {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            pids.put(service.shortName(), services.pid(service));
        }
        return pids;
    }

    private void refresh(SandboxFile description, Supervisor services) {
        try {
            description.withPids(pids(services)).write(home);
        } catch (IOException e) {
            progress.note("sandbox.json cannot be written: " + e.getMessage());
        }
    }

    /** Stops services, broker and database, in this order; data, keys and secrets stay. */
    public synchronized void down() {
        if (stopped.getCount() == 0 || lock == null) {
            return; // nothing here is ours: a second start that was refused must not touch the first
        }
        try {
            Files.deleteIfExists(home.sandboxFile());
            if (idp != null) {
                idp.close();
                Files.deleteIfExists(ProcessFile.in(home, Status.KEYCLOAK).file());
            }
            if (supervisor != null) {
                supervisor.close();
            }
            if (stores != null) {
                stores.close();
            }
            if (nameserver != null) {
                nameserver.close();
            }
            if (mail != null) {
                mail.close();
            }
            lock.close();
        } catch (IOException e) {
            progress.note("while stopping: " + e.getMessage());
        } finally {
            stopped.countDown();
        }
    }

    /** Waits until {@link #down} has been called, by a signal for instance. */
    public void awaitDown() throws InterruptedException {
        stopped.await();
    }
}
