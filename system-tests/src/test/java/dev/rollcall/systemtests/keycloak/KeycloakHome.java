package dev.rollcall.systemtests.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Keycloak unpacked and built with our listener, which takes half a minute and is therefore kept in {@code ~/.cache/rollcall} for the next
 * run. The distribution itself comes by Maven.
 */
final class KeycloakHome {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "rollcall");
    private static final String PROVIDER = "dev/rollcall/systemtests/keycloak/push";
    private static final int BUILD_MINUTES = 5;

    private KeycloakHome() {}

    /** Two runs at once on one machine take turns. */
    static Path ready() throws IOException, InterruptedException {
        Path zip = Path.of(System.getProperty("rollcall.keycloak.zip", "/nowhere"));
        assertThat(zip)
                .as("Keycloak's distribution, which Maven fetches (org.keycloak:keycloak-quarkus-dist:zip, 177 MB)")
                .isRegularFile();
        byte[] provider = provider();
        CRC32 hash = new CRC32();
        hash.update(provider);
        String version = zip.getFileName()
                .toString()
                .replace("keycloak-quarkus-dist-", "")
                .replace(".zip", "");
        Files.createDirectories(CACHE);
        Path home = CACHE.resolve("keycloak-" + version + "-" + Long.toHexString(hash.getValue()));
        try (FileChannel lock =
                FileChannel.open(CACHE.resolve("keycloak.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.exists(home.resolve("built"))) {
                System.out.println("Unpacking " + zip.getFileName() + " into " + home + " and building it, once");
                removeOthers();
                unpack(zip, home);
                Files.write(home.resolve("providers/scim-push.jar"), provider);
                build(home);
                Files.createFile(home.resolve("built"));
            }
        }
        return home;
    }

    private static void build(Path home) throws IOException, InterruptedException {
        Process build = KeycloakServer.launch(home, Map.of(), "build", "--db=dev-mem");
        assertThat(build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES))
                .as("'kc.sh build' ends")
                .isTrue();
        assertThat(build.exitValue())
                .as("exit of 'kc.sh build': %s", KeycloakServer.log())
                .isZero();
    }

    /** The listener's classes as a jar; the same bytes for the same classes. */
    private static byte[] provider() throws IOException {
        Path classes = Path.of("target/test-classes");
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream entries = new ZipOutputStream(jar);
                Stream<Path> files = Files.walk(classes.resolve(PROVIDER))) {
            add(
                    entries,
                    "META-INF/services/org.keycloak.events.EventListenerProviderFactory",
                    PROVIDER.replace('/', '.')
                            .concat(".ScimPushFactory")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return jar.toByteArray();
    }

    private static void add(ZipOutputStream jar, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(content);
    }

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

    /** Of other versions, and what an interrupted run left. */
    private static void removeOthers() throws IOException {
        List<Path> old;
        try (Stream<Path> homes = Files.list(CACHE)) {
            old = homes.filter(Files::isDirectory)
                    .filter(home -> home.getFileName().toString().startsWith("keycloak-"))
                    .toList();
        }
        for (Path home : old) {
            try (Stream<Path> tree = Files.walk(home)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
