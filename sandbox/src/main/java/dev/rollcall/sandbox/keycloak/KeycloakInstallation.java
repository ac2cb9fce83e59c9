package dev.rollcall.sandbox.keycloak;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.infra.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Makes the folder, or finds it. Maven fetches, since it knows where this machine gets its libraries from. */
final class KeycloakInstallation {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "rollcall");
    private static final Pattern VERSION = Pattern.compile("<keycloak.version>([^<]+)</keycloak.version>");
    /** Left last; names what the build was for. */
    private static final String BUILT = "built-for-dev-file";

    private static final int FETCH_MINUTES = 20; // 177 MB over a slow line
    private static final int BUILD_MINUTES = 5; // half a minute on two idle cores

    private final Checkout checkout;
    private final Map<String, byte[]> providers;
    private final Consumer<String> tell;
    private final String plain;

    KeycloakInstallation(Checkout checkout, Map<String, byte[]> providers, Consumer<String> tell) throws IOException {
        this.checkout = checkout;
        this.providers = new TreeMap<>(providers);
        this.tell = tell;
        this.plain = "keycloak-" + version(checkout);
    }

    private static String version(Checkout checkout) throws IOException {
        Matcher version = VERSION.matcher(Files.readString(checkout.root().resolve("pom.xml")));
        if (!version.find()) {
            throw new IOException("pom.xml names no version of Keycloak");
        }
        return version.group(1);
    }

    /** Two at once on one machine take turns. */
    KeycloakDistribution ensure() throws IOException, InterruptedException {
        Files.createDirectories(CACHE);
        Path home = CACHE.resolve(plain + fingerprint());
        try (FileChannel lock =
                FileChannel.open(CACHE.resolve("keycloak.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.exists(home.resolve(BUILT))) {
                removeOthers(home);
                unpack(home);
                build(home);
            }
        }
        return new KeycloakDistribution(home);
    }

    /** Of the extensions; nothing without any. */
    private String fingerprint() {
        CRC32 hash = new CRC32();
        providers.values().forEach(hash::update);
        return providers.isEmpty() ? "" : "-" + Long.toHexString(hash.getValue());
    }

    /** Other versions, other sets of extensions, and what an interrupted run left. */
    private void removeOthers(Path wanted) throws IOException {
        List<Path> old;
        try (Stream<Path> homes = Files.list(CACHE)) {
            old = homes.filter(Files::isDirectory)
                    .filter(home -> home.getFileName().toString().startsWith("keycloak-"))
                    .filter(home -> !isPlain(home) || home.equals(wanted))
                    .filter(home -> !providers.isEmpty() || !isOfThisVersion(home) || home.equals(wanted))
                    .toList();
        }
        for (Path home : old) {
            Trees.delete(home);
        }
    }

    private boolean isPlain(Path home) {
        return home.getFileName().toString().equals(plain);
    }

    private boolean isOfThisVersion(Path home) {
        return home.getFileName().toString().startsWith(plain + "-");
    }

    private void unpack(Path home) throws IOException, InterruptedException {
        tell.accept("Fetching " + plain + " (177 MB, once)");
        Path fetched = CACHE.resolve("fetched");
        Trees.delete(fetched);
        String coordinates = "org.keycloak:keycloak-quarkus-dist:" + plain.replace("keycloak-", "") + ":zip";
        ProcessBuilder maven = new ProcessBuilder(
                        checkout.root().resolve("mvnw").toString(),
                        "--batch-mode",
                        "--no-transfer-progress",
                        "--non-recursive",
                        "dependency:copy",
                        "-Dartifact=" + coordinates,
                        "-DoutputDirectory=" + fetched)
                .directory(checkout.root().toFile())
                .redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        run("Maven could not fetch " + coordinates, maven, FETCH_MINUTES);
        tell.accept("Unpacking and building it in " + home + " (half a minute, once)");
        try (Stream<Path> zips = Files.list(fetched)) {
            unpack(zips.findFirst().orElseThrow(), home);
        }
        Trees.delete(fetched);
    }

    /** Without the folder that everything in it lies in. */
    private static void unpack(Path zip, Path home) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path name = Path.of(entry.getName());
                Path target = home.resolve(name.subpath(Math.min(1, name.getNameCount() - 1), name.getNameCount()))
                        .normalize();
                if (!entry.isDirectory() && target.startsWith(home)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
    }

    /** For a database of H2; where that keeps its data is said at each start. */
    private void build(Path home) throws IOException, InterruptedException {
        for (Map.Entry<String, byte[]> provider : providers.entrySet()) {
            Files.write(home.resolve("providers").resolve(provider.getKey()), provider.getValue());
        }
        ProcessBuilder build = new KeycloakDistribution(home).command(List.of("build", "--db=dev-file"));
        run("Keycloak could not be built", build, BUILD_MINUTES);
        Files.createFile(home.resolve(BUILT));
    }

    private static void run(String otherwise, ProcessBuilder command, int minutes)
            throws IOException, InterruptedException {
        Path log = CACHE.resolve("keycloak.log");
        Process process = command.redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        if (!ended || process.exitValue() != 0) {
            String why = ended ? "exit code " + process.exitValue() : "not within " + minutes + " minutes";
            throw new IOException(otherwise + " (" + why + "). What it said: " + log);
        }
    }
}
