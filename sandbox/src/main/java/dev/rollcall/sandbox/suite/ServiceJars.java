package dev.rollcall.sandbox.suite;

import dev.rollcall.sandbox.client.Checkout;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the build left of one service, {@code target/quarkus-app}, as a plain class path: the JVM's start-up cache covers only classes
 * that its own loaders find, and {@code quarkus-run.jar} brings a loader of its own.
 */
final class ServiceJars {
    /** In this order: Quarkus' changed copies of classes must be found before the originals. */
    private static final List<String> FOLDERS = List.of("quarkus", "app", "lib/main", "lib/boot");

    private final Checkout checkout;
    private final Service service;

    ServiceJars(Checkout checkout, Service service) {
        this.checkout = checkout;
        this.service = service;
    }

    /** @throws SandboxFailure when the service was not built */
    void requireBuilt() {
        if (!Files.exists(app().resolve("quarkus-run.jar"))) {
            throw new SandboxFailure(service.module() + " is not built: run ./rollcall build");
        }
    }

    /** The class that Quarkus would start: generated, unless the service has a main class of its own. */
    String main() {
        // quarkus-application.dat begins with two ints (magic and version) and the main class, as DataOutput.writeUTF writes it.
        try (DataInputStream in =
                new DataInputStream(Files.newInputStream(app().resolve("quarkus/quarkus-application.dat")))) {
            in.readInt();
            in.readInt();
            return in.readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same text every time, because the cache is bound to it. */
    String classPath() {
        return FOLDERS.stream()
                .flatMap(folder -> jars(app().resolve(folder)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            // Reversed, 'transformed-bytecode' stands before 'generated-bytecode'; elsewhere the order is free.
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.reverseOrder())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the start-up cache of this build lies. */
    Path cache() {
        return checkout.root().resolve("sandbox/target/aot").resolve(service.module() + ".aot");
    }

    /** Whether a cache exists that was made from these jars. */
    boolean hasFreshCache() {
        try {
            if (!Files.exists(cache())) {
                return false;
            }
            FileTime built = Files.getLastModifiedTime(app().resolve("quarkus/generated-bytecode.jar"));
            return Files.getLastModifiedTime(cache()).compareTo(built) > 0;
        } catch (IOException e) {
            return false; // only speed depends on it
        }
    }

    private Path app() {
        return checkout.root().resolve(service.module()).resolve("target/quarkus-app");
    }
}
